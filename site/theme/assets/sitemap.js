/* Material keeps the window alive only between addresses named in sitemap.xml, and a sitemap must name the
   host it was built for. Here the list is made to speak of the place the site is really served from, so the
   built folder works on any host, port and path. Runs before Material's bundle. */
{
  const built_for = document.currentScript.dataset.builtFor;
  const root = String(__md_scope);
  const parse = DOMParser.prototype.parseFromString;
  DOMParser.prototype.parseFromString = function (text, type) {
    if (type === "text/xml" && text.includes("<urlset")) text = text.replaceAll(built_for, root);
    return parse.call(this, text, type);
  };
}
