package dev.levada.connectors.files;

import dev.levada.api.connector.Source;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** Settings of a source of JSON lines: one value a line, empty lines left out. */
public final class JsonFiles<T> {
    private final Class<T> type;
    private Inputs inputs;
    private TextOptions text = TextOptions.DEFAULT;
    private boolean failOnUnknownFields;

    JsonFiles(Inputs inputs, Class<T> type) {
        this.inputs = inputs;
        this.type = type;
    }

    /** These files, directories and globs as well. */
    public JsonFiles<T> and(String... patterns) {
        this.inputs = inputs.and(Inputs.of(patterns));
        return this;
    }

    /** These files and directories as well. */
    public JsonFiles<T> and(Path... paths) {
        this.inputs = inputs.and(Inputs.of(paths));
        return this;
    }

    /** Whether a field that the type does not have makes a line malformed; by default it is passed over. */
    public JsonFiles<T> failOnUnknownFields(boolean fail) {
        this.failOnUnknownFields = fail;
        return this;
    }

    /** How the text is encoded; the default is UTF-8. Bytes that are not of the charset make a line malformed. */
    public JsonFiles<T> charset(Charset charset) {
        this.text = text.charset(charset);
        return this;
    }

    /** A line with more characters is malformed, from 1; the default is 1 Mi (1 048 576). */
    public JsonFiles<T> maxLineChars(int maxChars) {
        this.text = text.maxLineChars(maxChars);
        return this;
    }

    public Source<T> build() {
        LineParser<T> json = new JsonLine<>(JsonValues.of(type, failOnUnknownFields));
        return new FileSource<>(
                "json lines", inputs, text, (lines, position) -> new LineReader<>(lines, json, position));
    }
}
