// Lays a reader's own style over the page. A constructed sheet passes the content policy.
(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
};
