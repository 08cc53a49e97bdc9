package dev.levada.cli.picture;

import dev.levada.node.text.Printable;
import java.util.Locale;

/**
 * A picture as text, complete in itself, for light surroundings and for dark ones. What it looks like is decided by the
 * kinds of its parts alone, one place for all pictures.
 */
final class Svg {
    private static final String STYLE = """
            <style>
            text{font:11px system-ui,sans-serif;fill:#1f2328}
            .title{font-size:15px;font-weight:600}.head{font-size:12px;font-weight:600}.small{font-size:9px}
            .faint{fill:#636c76}.good{fill:#1b7837}.bad{fill:#c51b1b}
            rect.paper{fill:#fff}rect.strip{fill:#f3f4f6}rect.pause{fill:#f6c17a;fill-opacity:.5}
            rect.detect{fill:#9aa1aa}rect.fence{fill:#e08e28}rect.restore{fill:#3b7dd8}rect.replay{fill:#8e5bd0}
            rect.catch-up{fill:#2a9d8f}rect.gap{fill:#c51b1b}
            line,polyline{fill:none;stroke:#d5d9de}
            line.known{stroke:#1f2328}line.online{stroke:#1f2328;stroke-dasharray:3 3}line.fault{stroke:#b2182b}
            polyline.good{fill:none;stroke:#1b7837;stroke-width:1.5}polyline.bad{fill:none;stroke:#c51b1b;stroke-width:1.5}
            polyline.plain{stroke:#636c76;stroke-width:1.5}polyline.by-hand{stroke:#e08e28;stroke-width:1.5}
            polyline.library{stroke:#3b7dd8;stroke-width:1.5}polyline.errors{stroke:#c51b1b;stroke-width:1.5}
            rect.plain{fill:#636c76}rect.by-hand{fill:#e08e28}rect.library{fill:#3b7dd8}
            line.median{stroke:#1f2328;stroke-width:2.5}line.whisker{stroke:#1f2328}line.zero{stroke:#636c76}
            polyline.worst{stroke-opacity:.35}rect.soft{fill-opacity:.45}circle{fill-opacity:.75}
            .k0{--k:#3b7dd8}.k1{--k:#e08e28}.k2{--k:#2a9d8f}.k3{--k:#8e5bd0}.k4{--k:#c51b1b}.k5{--k:#7a8b1f}.k6{--k:#c2568f}
            .k7{--k:#636c76}circle[class^=k],rect[class^=k]{fill:var(--k)}polyline[class^=k]{stroke:var(--k);stroke-width:1.5}
            @media (prefers-color-scheme:dark){
            text{fill:#e6edf3}.faint{fill:#9198a1}.good{fill:#56b870}.bad{fill:#ff7b72}
            rect.paper{fill:#0d1117}rect.strip{fill:#1c2128}rect.pause{fill:#9a6b24;fill-opacity:.6}
            rect.detect{fill:#6e7681}rect.gap{fill:#f0625a}
            line.median,line.whisker{stroke:#e6edf3}line.zero{stroke:#9198a1}
            .k0{--k:#6ea8f0}.k1{--k:#e9a75b}.k2{--k:#4cc3b3}.k3{--k:#b48cf0}.k4{--k:#ff7b72}.k5{--k:#b5c74a}.k6{--k:#e58cb9}
            .k7{--k:#9198a1}
            line,polyline{stroke:#30363d}line.known,line.online{stroke:#e6edf3}line.fault{stroke:#ff7b72}
            polyline.good{stroke:#56b870}polyline.bad{stroke:#ff7b72}
            polyline.plain{stroke:#9198a1}polyline.by-hand{stroke:#e9a75b}polyline.library{stroke:#6ea8f0}
            polyline.errors{stroke:#ff7b72}rect.plain{fill:#9198a1}rect.by-hand{fill:#e9a75b}rect.library{fill:#6ea8f0}
            }
            </style>
            """;

    private final StringBuilder text = new StringBuilder();

    /** An empty one, in pixels. */
    Svg(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">",
                width, height, width, height);
        text.append(STYLE);
        add("<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>");
    }

    void bar(String kind, double x, double y, double width, double height) {
        bar(kind, x, y, width, height, "");
    }

    /** @param tip what is said of it where the pointer rests on it; empty for nothing */
    void bar(String kind, double x, double y, double width, double height, String tip) {
        String title = tip.isEmpty() ? "" : "<title>" + escaped(tip) + "</title>";
        add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">%s</rect>",
                kind, x, y, Math.max(0, width), height, title);
    }

    /** @param tip as for a bar */
    void dot(String kind, double x, double y, double radius, String tip) {
        add(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>",
                kind, x, y, radius, escaped(tip));
    }

    void line(String kind, double fromX, double fromY, double toX, double toY) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", kind, fromX, fromY, toX, toY);
    }

    /** @param points pairs of numbers, joined by commas, one blank between pairs */
    void curve(String kind, String points) {
        add("<polyline class=\"%s\" points=\"%s\"/>", kind, points);
    }

    /** Words that begin at a point. */
    void say(String kind, double x, double y, String words) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", kind, x, y, escaped(words));
    }

    /** The picture. */
    String finished() {
        return text + "</svg>\n";
    }

    static String escaped(String words) {
        return Printable.line(words)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private void add(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
