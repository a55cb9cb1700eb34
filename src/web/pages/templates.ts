/**
 * Liquid templates of the pages. Every output is escaped unless `raw` says otherwise, and `raw` stands only behind the
 * sanitized content of an entry and JSON that was made safe for a script element.
 */
export const templates: Readonly<Record<string, string>> = {
  layout: `<!doctype html>
<html lang="{{ language }}" dir="{{ direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ title }}</title>
{% if description != "" %}<meta name="description" content="{{ description }}">
{% endif %}{% if canonical %}<link rel="canonical" href="{{ canonical }}">
{% endif %}{% for feed in feeds %}<link rel="alternate" type="{{ feed.type }}" title="{{ feed.title }}" href="{{ feed.url }}">
{% endfor %}<link rel="stylesheet" href="{{ base }}/assets/page.css">
{% if icon %}<link rel="icon" href="{{ icon }}">
{% endif %}{% for tag in meta %}<meta property="{{ tag.property }}" content="{{ tag.content }}">
{% endfor %}{% if jsonLd %}<script type="application/ld+json">{{ jsonLd | raw }}</script>
{% endif %}</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="site"><a href="{{ base }}/" rel="home">{{ siteTitle }}</a>{% if siteDescription != "" %} <span>{{ siteDescription }}</span>{% endif %}</header>
<main id="content">
{% block main %}{% endblock %}
</main>
<footer class="site">{% if copyright %}<p>{{ copyright }}</p>{% endif %}<p>Feeds: {% for feed in siteFeeds %}<a href="{{ feed.url }}" type="{{ feed.type }}">{{ feed.name }}</a>{% unless forloop.last %}, {% endunless %}{% endfor %}</p></footer>
</body>
</html>
`,
  list: `{% layout "layout" %}{% block main %}<h1>{{ heading }}</h1>
{% if subheading != "" %}<p class="lead">{{ subheading }}</p>
{% endif %}<nav class="subscribe" aria-label="Feeds of this page"><p>Subscribe in a feed reader: {% for feed in feeds %}<a href="{{ feed.url }}" type="{{ feed.type }}">{{ feed.name }}</a>{% unless forloop.last %}, {% endunless %}{% endfor %}</p></nav>
{% if days.size == 0 %}<p>There are no articles yet. Put a Markdown file into the articles folder, and it appears here.</p>
{% endif %}{% for day in days %}<section aria-labelledby="d{{ forloop.index }}">
<h2 class="day" id="d{{ forloop.index }}">{{ day.label }}</h2>
{% for item in day.items %}<article class="h-entry" lang="{{ item.language }}" dir="{{ item.direction }}">
<h3 class="p-name"><a class="u-url" href="{{ item.href }}">{{ item.title }}</a>{% if item.mark %} <span class="mark">{{ item.mark }}</span>{% endif %}</h3>
<p class="meta"><time class="dt-published" datetime="{{ item.published }}">{{ item.when }}</time>{% if item.authors != "" %} · <span class="p-author">{{ item.authors }}</span>{% endif %}</p>
{% if item.summary != "" %}<p class="p-summary">{{ item.summary }}</p>
{% endif %}</article>
{% endfor %}</section>
{% endfor %}{% if scopes.size > 0 %}<nav class="scopes" aria-label="Topics, authors and languages">{% for group in scopes %}<h2>{{ group.label }}</h2>
<ul>{% for scope in group.items %}<li><a href="{{ scope.href }}">{{ scope.label }}</a></li>{% endfor %}</ul>
{% endfor %}</nav>
{% endif %}{% endblock %}`,
  article: `{% layout "layout" %}{% block main %}<article class="h-entry" lang="{{ article.language }}" dir="{{ article.direction }}">
<h1 class="p-name">{{ article.title }}</h1>
<p class="meta">{% if article.mark %}<span class="mark">{{ article.mark }}</span> · {% endif %}<time class="dt-published" datetime="{{ article.published }}">{{ article.when }}</time>{% if article.authors != "" %} · <span class="p-author">{{ article.authors }}</span>{% endif %}{% if article.updated %} · updated <time class="dt-updated" datetime="{{ article.updated }}">{{ article.updatedWhen }}</time>{% endif %}</p>
{% for file in article.enclosures %}<p class="enclosure">{% if file.isAudio %}<audio controls preload="none" src="{{ file.url }}"></audio> {% endif %}<a href="{{ file.url }}"{% if file.type %} type="{{ file.type }}"{% endif %}>{{ file.name }}</a></p>
{% endfor %}<div class="e-content">
{{ article.html | raw }}
</div>
{% if article.tags.size > 0 %}<p class="tags">{% for tag in article.tags %}<a class="p-category" rel="tag" href="{{ tag.href }}">{{ tag.label }}</a> {% endfor %}</p>
{% endif %}<p class="permalink"><a class="u-url" href="{{ article.link }}">Permanent link</a></p>
</article>
<nav class="neighbours" aria-label="Neighbouring articles">{% if previous %}<a rel="prev" href="{{ previous.href }}">← {{ previous.title }}</a>{% endif %} {% if next %}<a rel="next" href="{{ next.href }}">{{ next.title }} →</a>{% endif %}</nav>
{% endblock %}`,
  message: `{% layout "layout" %}{% block main %}<h1>{{ heading }}</h1>
<p>{{ text }}</p>
<p><a href="{{ base }}/">All articles</a></p>
{% endblock %}`,
};
