# Varnish in front of Dateline: one answer for each address and coding, kept as long as Dateline says, and a day longer
# while it cannot be asked.
vcl 4.1;

import std;

backend default {
  .host = "127.0.0.1";
  .port = "3000";
  .probe = { .url = "/readyz"; .interval = 5s; .timeout = 2s; .threshold = 2; .window = 3; .initial = 3; }
}

sub vcl_recv {
  # Old answers are for when there are no others; `stale-while-revalidate` is a minute.
  if (req.restarts == 0 && std.healthy(req.backend_hint)) {
    set req.grace = 60s;
  } else {
    set req.grace = 1d;
  }
  # A browser's navigation gets feeds as another media type, marked `private`.
  if (req.http.Sec-Fetch-Dest == "document") {
    return (pass);
  }
  # Byte ranges of audio and video come from Dateline itself.
  if (req.url ~ "^/media/") {
    return (pass);
  }
  # Varnish would ask for gzip alone, and unpack it for whoever cannot read it under the tag of another variant.
  if (req.http.Accept-Encoding ~ "\bbr\b") {
    set req.http.X-Coding = "br";
  } elsif (req.http.Accept-Encoding ~ "\bgzip\b") {
    set req.http.X-Coding = "gzip";
  } else {
    set req.http.X-Coding = "identity";
  }
}

sub vcl_hash {
  hash_data(req.http.X-Coding);
}

sub vcl_backend_fetch {
  if (bereq.http.X-Coding) {
    set bereq.http.Accept-Encoding = bereq.http.X-Coding;
    unset bereq.http.X-Coding;
  }
}

sub vcl_backend_response {
  set beresp.do_gzip = false;
  set beresp.do_gunzip = false;
  unset beresp.http.Vary;
  # What cannot be asked for again is served old, for a day at the most.
  if (beresp.status == 200 || beresp.status == 301) {
    set beresp.grace = 1d;
    set beresp.keep = 1d;
  } elsif (beresp.status >= 500) {
    # While an older answer is at hand this one is of no use.
    if (bereq.is_bgfetch) {
      return (abandon);
    }
    set beresp.uncacheable = true;
  }
}

sub vcl_backend_error {
  set beresp.http.Retry-After = "5";
}

sub vcl_deliver {
  # The one that was asked has just failed: whatever is kept is better than this.
  if (resp.status == 503 && req.restarts == 0) {
    return (restart);
  }
  set resp.http.Vary = "Accept-Encoding";
  if (obj.hits > 0) {
    set resp.http.X-Cache = "HIT";
  } else {
    set resp.http.X-Cache = "MISS";
  }
}
