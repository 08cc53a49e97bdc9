package dev.levada.dadstorm.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A Java source whose file may be called otherwise than the class in it, as after a library. */
final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(Path source) throws IOException {
        super(source.toUri(), Kind.SOURCE);
        this.text = Files.readString(source);
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return kind == Kind.SOURCE;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
