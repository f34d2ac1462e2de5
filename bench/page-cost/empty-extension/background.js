// Nothing: what the browser itself takes for having an extension.
