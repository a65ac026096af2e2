// Shows our document and nothing else: no address bar for foreign documents, no validator in the Internet, and keys that
// are entered here are forgotten with the page.
"use strict";

/** The console's token, which a change under its session has to bring; undefined when nobody is logged in. */
function token() {
  const cookie = document.cookie.split("; ").find((entry) => entry.startsWith("XSRF-TOKEN="));
  return cookie && decodeURIComponent(cookie.substring("XSRF-TOKEN=".length));
}

SwaggerUIBundle({
  url: "../openapi.json",
  dom_id: "#api",
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  filter: true,
  persistAuthorization: false,
  queryConfigEnabled: false,
  tryItOutEnabled: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    const csrf = token();
    if (csrf && new URL(request.url, location.href).origin === location.origin) {
      request.headers["X-XSRF-TOKEN"] = csrf;
    }
    return request;
  },
});
