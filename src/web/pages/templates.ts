/**
 * Liquid templates of the pages. Every output is escaped unless `raw` says otherwise, and `raw` stands only behind the
 * sanitized content of an entry, JSON that was made safe for a script element, `lang` attributes of our own, and what
 * another of these templates gave.
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
{% endif %}{% if isUnlisted %}<meta name="robots" content="noindex">
{% endif %}{% if canonical %}<link rel="canonical" href="{{ canonical }}">
{% endif %}{{ announced | raw }}{% if previous.href %}<link rel="prev" href="{{ previous.href }}">
{% endif %}{% if next.href %}<link rel="next" href="{{ next.href }}">
{% endif %}{{ assets | raw }}{% for tag in meta %}<meta property="{{ tag.property }}" content="{{ tag.content }}">
{% endfor %}{% if jsonLd %}<script type="application/ld+json">{{ jsonLd | raw }}</script>
{% endif %}<script type="module" src="{{ pageScript }}"></script>
</head>
<body>
{{ banner | raw }}<div class="page">
<main id="content" tabindex="-1">
{% block main %}{% endblock %}
</main>
<aside{{ uiLang | raw }}>
{{ subscribe | raw }}{% block aside %}{% endblock %}
</aside>
</div>
{{ footer | raw }}</body>
</html>
`,
  announced: `{% for feed in feeds %}<link rel="alternate" type="{{ feed.type }}" title="{{ feed.title }}" href="{{ feed.url }}">
{% endfor %}`,
  assets: `<link rel="stylesheet" href="{{ pageStyle }}">
{% if ownStyle %}<link rel="stylesheet" href="{{ ownStyle }}">
{% endif %}<link rel="icon" href="{{ icon }}">
`,
  banner: `<a class="skip" href="#content"{{ uiLang | raw }}>{{ t.skip }}</a>
<header class="site"{{ siteLang | raw }}>
{% if isHome %}<h1 class="site-title">{{ siteTitle }}</h1>{% else %}<p class="site-title"><a href="{{ base }}/" rel="home">{{ siteTitle }}</a></p>{% endif %}
{% if siteDescription != "" %}<p class="site-description">{{ siteDescription }}</p>
{% endif %}<p class="jump"><a href="#subscribe"{{ uiLang | raw }}>{{ t.subscribe }}</a></p>
</header>
`,
  footer: `<footer class="site">
{% if copyright %}<p{{ siteLang | raw }}>{{ copyright }}</p>
{% endif %}<p{{ uiLang | raw }}>{{ t.feeds }}: {% for feed in siteFeeds %}<bdi><a href="{{ feed.url }}" type="{{ feed.type }}">{{ feed.name }}</a></bdi> · {% endfor %}<a href="{{ base }}/feeds.opml">{{ t.allFeeds }}</a></p>
</footer>
`,
  subscribe: `<section class="subscribe" id="subscribe" aria-labelledby="subscribe-title">
<h2 id="subscribe-title">{{ t.subscribe }}</h2>
<p>{{ t.feedHelp }}</p>
{% if subscription.scopeHelp != "" %}<p>{{ subscription.scopeHelp }}</p>
{% endif %}<label for="feed-address">{{ t.feedAddress }}</label>
<div class="address"><input id="feed-address" type="text" readonly dir="ltr" value="{{ subscription.url }}"><button type="button" hidden data-copies="feed-address" data-tells="copy-status" data-done="{{ t.copied }}" data-failed="{{ t.notCopied }}">{{ t.copy }}</button></div>
<p class="status" id="copy-status" role="status"></p>
<h3>{{ t.openIn }}</h3>
<ul class="chips"><li><a href="{{ subscription.app }}">{{ t.app }}</a></li>{% for reader in subscription.readers %}<li><a href="{{ reader.href }}" rel="noreferrer nofollow" lang="en" dir="ltr">{{ reader.name }}</a></li>{% endfor %}</ul>
<h3>{{ t.formats }}</h3>
<ul class="chips">{% for feed in subscription.feeds %}<li><a href="{{ feed.url }}" type="{{ feed.type }}">{{ feed.name }}</a></li>{% endfor %}</ul>
</section>
`,
  list: `{% layout "layout" %}{% block main %}<div class="h-feed">
{% if isHome %}<h2 class="hidden p-name"{{ uiLang | raw }}>{{ pageName }}</h2>
{% else %}<header class="page-head"><p class="kicker"{{ uiLang | raw }}>{{ kicker }}</p>
<h1 class="p-name"{{ headingLang | raw }}><bdi>{{ heading }}</bdi></h1></header>
{% endif %}{% if days.size == 0 %}<p{{ uiLang | raw }}>{% if isHome %}{{ t.noArticles }}{% else %}{{ t.nothingListed }}{% endif %}</p>
{% endif %}{% for day in days %}<section class="day" aria-labelledby="d{{ forloop.index }}">
<h2 id="d{{ forloop.index }}"{{ siteLang | raw }}>{{ day.label }}</h2>
<div class="items">
{{ day.html | raw }}</div>
</section>
{% endfor %}</div>
{% if older or newer %}<nav class="turn" aria-label="{{ t.turnPage }}"{{ uiLang | raw }}>{% if newer %}<a rel="next" href="{{ newer }}">{{ t.newerArticles }}</a>{% endif %}{% if older %}<a rel="prev" href="{{ older }}">{{ t.olderArticles }}</a>{% endif %}</nav>
{% endif %}{% endblock %}{% block aside %}{% include "scopes" %}{% endblock %}`,
  item: `<article class="h-entry" lang="{{ language }}" dir="{{ direction }}">
<h3><a class="u-url p-name" href="{{ href }}">{{ title }}</a>{% if mark %} <span class="mark">{{ mark }}</span>{% endif %}</h3>
<p class="meta"><time class="dt-published" datetime="{{ published }}">{{ when }}</time>{% for author in authors %} · <span class="p-author h-card"><bdi>{{ author.name }}</bdi></span>{% endfor %}</p>
{% if summary != "" %}<p class="p-summary">{{ summary }}</p>
{% endif %}</article>
`,
  scopes: `{% if scopes.size > 0 %}<nav class="scopes" aria-label="{{ t.topics }}">{% for group in scopes %}
<h2>{{ group.label }}</h2>
<ul class="chips">{% for scope in group.items %}<li><a href="{{ scope.href }}"{% if scope.language %} lang="{{ scope.language }}" hreflang="{{ scope.language }}"{% endif %}><bdi>{{ scope.label }}</bdi></a></li>{% endfor %}{% if group.all %}<li><a href="{{ group.all.href }}">{{ group.all.label }}</a></li>{% endif %}</ul>{% endfor %}
</nav>
{% endif %}`,
  index: `{% layout "layout" %}{% block main %}<header class="page-head"><h1{{ uiLang | raw }}>{{ heading }}</h1></header>
<ul class="index">{% for scope in items %}<li><a href="{{ scope.href }}"{% if scope.language %} lang="{{ scope.language }}" hreflang="{{ scope.language }}"{% endif %}>{{ scope.label }}</a> {{ scope.count }}</li>
{% endfor %}</ul>
{% endblock %}`,
  article: `{% layout "layout" %}{% block main %}<article class="h-entry" lang="{{ article.language }}" dir="{{ article.direction }}">
<header class="page-head">
{% if article.mark %}<p class="kicker"{{ uiLang | raw }}><span class="mark">{{ article.mark }}</span></p>
{% endif %}<h1 class="p-name">{{ article.title }}</h1>
<p class="meta"><time class="dt-published" datetime="{{ article.published }}">{{ article.when }}</time>{% for author in article.authors %} · {% if author.href %}<a class="p-author h-card" href="{{ author.href }}"><bdi>{{ author.name }}</bdi></a>{% else %}<span class="p-author h-card"><bdi>{{ author.name }}</bdi></span>{% endif %}{% endfor %}</p>
{% if article.updated %}<p class="meta"><span{{ uiLang | raw }}>{{ t.updated }}:</span> <time class="dt-updated" datetime="{{ article.updated }}">{{ article.updatedWhen }}</time></p>
{% endif %}</header>
{% if article.lead %}<img class="lead u-photo" src="{{ article.lead.url }}" alt=""{% if article.lead.width %} width="{{ article.lead.width }}" height="{{ article.lead.height }}"{% endif %}>
{% endif %}{% for file in article.enclosures %}<div class="enclosure">{% if file.kind == "audio" %}<audio class="u-audio" controls preload="none" src="{{ file.url }}" aria-label="{{ file.name }}"></audio>{% elsif file.kind == "video" %}<video class="u-video" controls preload="none" src="{{ file.url }}" aria-label="{{ file.name }}"></video>{% endif %}
<p><a href="{{ file.url }}"{% if file.type %} type="{{ file.type }}"{% endif %}><bdi>{{ file.name }}</bdi></a></p></div>
{% endfor %}<div class="e-content">
{{ article.html | raw }}
</div>
<footer>
{% if article.tags.size > 0 %}<ul class="chips" aria-label="{{ t.tags }}">{% for tag in article.tags %}<li><a class="p-category" rel="tag" href="{{ tag.href }}"><bdi>{{ tag.label }}</bdi></a></li>{% endfor %}</ul>
{% endif %}<p class="meta"><a class="u-url u-uid" href="{{ article.link }}"{{ uiLang | raw }}>{{ t.permalink }}</a></p>
</footer>
</article>
{% if previous or next %}<nav class="turn neighbours" aria-label="{{ t.neighbours }}"{{ uiLang | raw }}>{% if next %}<a rel="next" href="{{ next.href }}"><span>{{ t.newer }}</span> <bdi lang="{{ next.language }}">{{ next.title }}</bdi></a>{% endif %}{% if previous %}<a rel="prev" href="{{ previous.href }}"><span>{{ t.older }}</span> <bdi lang="{{ previous.language }}">{{ previous.title }}</bdi></a>{% endif %}</nav>
{% endif %}{% endblock %}`,
  message: `{% layout "layout" %}{% block main %}<header class="page-head"{{ uiLang | raw }}><h1>{{ heading }}</h1></header>
{% if about %}<p class="meta" lang="{{ about.language }}" dir="{{ about.direction }}"><bdi>{{ about.title }}</bdi> · <time datetime="{{ about.withdrawn }}">{{ about.when }}</time></p>
<p lang="{{ about.language }}" dir="{{ about.direction }}">{{ text }}</p>
{% else %}<p{{ uiLang | raw }}>{{ text }}</p>
{% endif %}<p{{ uiLang | raw }}><a href="{{ base }}/">{{ t.home }}</a></p>
{% endblock %}`,
};
