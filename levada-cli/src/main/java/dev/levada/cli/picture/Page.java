package dev.levada.cli.picture;

/** A page that is complete in itself. */
public final class Page {

    private Page() {}

    /** @param body as HTML */
    public static String of(String title, String body) {
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
                <title>%s</title>
                <style>body,table{font:13px system-ui,sans-serif}td,th{padding:1px 10px;text-align:right}
                td:first-child,th:first-child{text-align:left}</style></head>
                <body>
                %s</body></html>
                """.formatted(Svg.escaped(title), body);
    }
}
