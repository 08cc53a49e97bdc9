package dev.levada.connectors.files;

import dev.levada.api.connector.Source;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** Settings of a source of text lines. */
public final class LineFiles {
    private Inputs inputs;
    private TextOptions text = TextOptions.DEFAULT;

    LineFiles(Inputs inputs) {
        this.inputs = inputs;
    }

    /** These files, directories and globs as well. */
    public LineFiles and(String... patterns) {
        this.inputs = inputs.and(Inputs.of(patterns));
        return this;
    }

    /** These files and directories as well. */
    public LineFiles and(Path... paths) {
        this.inputs = inputs.and(Inputs.of(paths));
        return this;
    }

    /** How the text is encoded; the default is UTF-8. Bytes that are not of the charset make a line malformed. */
    public LineFiles charset(Charset charset) {
        this.text = text.charset(charset);
        return this;
    }

    /** A line with more characters is malformed, from 1; the default is 1 Mi (1 048 576). */
    public LineFiles maxLineChars(int maxChars) {
        this.text = text.maxLineChars(maxChars);
        return this;
    }

    public Source<String> build() {
        LineParser<String> whole = (lines, out) -> out.emit(lines.text());
        return new FileSource<>("lines", inputs, text, (lines, position) -> new LineReader<>(lines, whole, position));
    }
}
