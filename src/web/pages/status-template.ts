/** The template of the status page. `raw` stands behind plots only, which escape what they hold. */
export const statusTemplate = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{% if sourceFault %}Degraded{% elsif errors != "0" %}Errors: {{ errors }}{% else %}All well{% endif %} – {{ siteTitle }}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/status.css">
<script type="module" src="/assets/status.js"></script>
</head>
<body>
<header>
<h1>{{ siteTitle }}</h1>
<p><a href="{{ siteUrl }}">{{ siteUrl }}</a></p>
<nav aria-label="Raw data"><a href="/metrics">Metrics</a> <a href="/problems">Problems as JSON</a></nav>
<p id="update" role="status"></p>
</header>
<main>
<section id="now" aria-labelledby="now-title">
<h2 id="now-title">Now</h2>
{% if sourceFault %}<p class="alarm"><strong>The articles are out of reach:</strong> {{ sourceFault }}. What was read before is still served.</p>
{% endif %}<dl class="facts">{% for state in states %}<div><dt><span class="key {{ state.className }}"></span>{{ state.name }}</dt><dd>{{ state.count }}</dd></div>{% endfor %}</dl>
{% if isEmpty %}<p>There is no article yet: put a file with a title and a date into the articles folder.</p>
{% else %}{{ stateBar | raw }}
{% endif %}<p>As of <time datetime="{{ now.iso }}">{{ now.text }}</time>, running for {{ uptime }}. {% if next %}The next change by itself comes {{ next.distance }}, at <time datetime="{{ next.iso }}">{{ next.text }}</time>.{% else %}Nothing appears or expires by itself.{% endif %}</p>
</section>
<section id="problems" aria-labelledby="problems-title">
<h2 id="problems-title">Problems</h2>
<p>Errors, which hold articles or fields back: {{ errors }}. Warnings: {{ warnings }}.</p>
{% if problems.size > 0 %}<ul class="problems">{% for problem in problems %}
<li class="{{ problem.severity }}"><p><span class="severity">{{ problem.severity }}</span> <code>{{ problem.code }}</code> <bdi class="place">{{ problem.place }}</bdi></p><p><bdi>{{ problem.message }}</bdi></p>{% if problem.hint != "" %}<p class="hint">{{ problem.hint }}</p>{% endif %}</li>{% endfor %}
</ul>
{% endif %}{% if isCut or folded.size > 0 %}<p>{% for kind in folded %}And {{ kind.count }} more of <code>{{ kind.code }}</code>. {% endfor %}{% if isCut %}There are others still. {% endif %}<code>dateline check --all</code> shows each.</p>
{% endif %}</section>
{% if dates.size > 0 %}<section id="dates" aria-labelledby="dates-title">
<h2 id="dates-title">Dates read with a doubt</h2>
<div class="wide" tabindex="0" role="region" aria-label="Dates read with a doubt"><table>
<thead><tr><th scope="col">Where</th><th scope="col">Read as</th><th scope="col">Doubt</th></tr></thead>
<tbody>{% for date in dates %}
<tr><th scope="row"><bdi>{{ date.place }}</bdi></th><td>{% if date.read %}<time datetime="{{ date.read.iso }}">{{ date.read.text }}</time>{% else %}–{% endif %}</td><td><code>{{ date.code }}</code> <bdi>{{ date.message }}</bdi></td></tr>{% endfor %}
</tbody>
</table></div>
</section>
{% endif %}{% if scheduled.size > 0 %}<section id="scheduled" aria-labelledby="scheduled-title">
<h2 id="scheduled-title">Scheduled</h2>
<ul>{% for item in scheduled %}<li><bdi>{{ item.title }}</bdi> <span class="place"><bdi>{{ item.path }}</bdi></span><br>{{ item.distance }}, <time datetime="{{ item.time.iso }}">{{ item.time.text }}</time></li>{% endfor %}</ul>
</section>
{% endif %}{% if withdrawn.size > 0 %}<section id="withdrawn" aria-labelledby="withdrawn-title">
<h2 id="withdrawn-title">Withdrawn</h2>
<ul>{% for item in withdrawn %}<li><bdi>{{ item.title }}</bdi> <span class="place"><bdi>{{ item.path }}</bdi></span><br>{{ item.distance }}, <time datetime="{{ item.time.iso }}">{{ item.time.text }}</time></li>{% endfor %}</ul>
</section>
{% endif %}<section id="feeds" aria-labelledby="feeds-title">
<h2 id="feeds-title">Feeds</h2>
{% if traffic.plot != "" %}<figure>{{ traffic.plot | raw }}<figcaption>Answers in the last hour: <span class="key not-modified"></span>{{ traffic.notModified }} of 304, <span class="key whole"></span>{{ traffic.whole }} whole ones, <span class="key failed"></span>{{ traffic.failed }} of 400 and above; {{ traffic.ratio }} were 304.</figcaption></figure>
{% endif %}<div class="wide" tabindex="0" role="region" aria-label="Feeds"><table>
<thead><tr><th scope="col">Feed</th><th scope="col">Entries</th><th scope="col">Size</th><th scope="col">Last change</th><th scope="col">Requests</th><th scope="col">304</th><th scope="col">Subscribers</th></tr></thead>
<tbody>{% for feed in feeds %}
<tr><th scope="row"><bdi>{{ feed.title }}</bdi><br><span class="place">{{ feed.path }}</span></th><td class="number">{{ feed.entries }}</td><td>{% for document in feed.documents %}<span class="document">{{ document.format }} {{ document.size }}</span> {% endfor %}</td><td>{% if feed.changed %}<time datetime="{{ feed.changed.iso }}" title="{{ feed.changed.text }}">{{ feed.changed.distance }}</time>{% else %}–{% endif %}</td><td class="number">{{ feed.requests }}</td><td class="number">{{ feed.ratio }} {{ feed.bar | raw }}</td><td class="number">{{ feed.subscribers }}</td></tr>{% endfor %}
</tbody>
</table></div>
<p>Sizes are not compressed; a document that nobody has asked for yet has none. Requests and subscribers count since the start; subscribers are what readers report of themselves.</p>
</section>
{% if hubs.size > 0 %}<section id="hubs" aria-labelledby="hubs-title">
<h2 id="hubs-title">Hubs</h2>
<ul>{% for hub in hubs %}<li><bdi>{{ hub.url }}</bdi><br><span class="hub-{{ hub.state }}">{{ hub.answer }}</span>{% if hub.time %}, <time datetime="{{ hub.time.iso }}" title="{{ hub.time.text }}">{{ hub.time.distance }}</time>{% endif %}</li>{% endfor %}</ul>
</section>
{% endif %}</main>
</body>
</html>
`;
