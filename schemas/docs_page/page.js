// Takes the place of the list of operations, which stands there until this runs.
SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#page",
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    filter: true,
    // It would ask a server elsewhere what it thinks of the description.
    validatorUrl: null,
});
