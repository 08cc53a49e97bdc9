package dev.levada.cli.picture;

import dev.levada.cli.terminal.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A page that is complete in itself: no script, and nothing is fetched. As XML it can be read, too. */
public final class Page {

    private Page() {}

    /** @param body as HTML */
    public static String of(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"/><meta name="color-scheme" content="light dark"/>
                <title>%s</title>
                <style>body,table{font:13px system-ui,sans-serif}body{margin:16px}h1{font-size:22px}h2{font-size:16px;margin-top:28px}
                td,th{padding:1px 10px;text-align:right}th{border-bottom:1px solid #8886}tr:hover td{background:#8882}
                td:first-child,th:first-child{text-align:left}p{max-width:80em}dl{display:grid;grid-template-columns:max-content auto;
                gap:2px 14px}dd{margin:0}dt{opacity:.7}.plots{display:flex;flex-wrap:wrap;gap:18px}svg{max-width:100%%;height:auto}
                .wrong{color:#c51b1b;font-weight:600}</style></head>
                <body>
                %s</body></html>
                """.formatted(Svg.escaped(title), body);
    }

    /** A table, its first row as headings. */
    static String table(Table table) {
        StringBuilder html = new StringBuilder("<table>\n");
        String cell = "th";
        for (List<String> row : table.rows()) {
            String tag = cell;
            html.append(row.stream()
                    .map(text -> "<%s>%s</%s>".formatted(tag, Svg.escaped(text), tag))
                    .collect(Collectors.joining("", "<tr>", "</tr>\n")));
            cell = "td";
        }
        return html.append("</table>\n").toString();
    }
}
