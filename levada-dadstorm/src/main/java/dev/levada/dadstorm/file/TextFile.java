package dev.levada.dadstorm.file;

import dev.levada.dadstorm.language.DadstormParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration or script as text: UTF-8, or what Windows wrote in the West when it is not that. */
public final class TextFile {
    private static final int MAX_BYTES_PER_CHARACTER = 4;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private TextFile() {}

    /** @throws IOException if it cannot be read, or is longer than any text that the parser takes; with a message */
    public static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("it is not a file");
        }
        if (Files.size(file) > (long) MAX_BYTES_PER_CHARACTER * DadstormParser.MAX_CHARACTERS) {
            throw new IOException("it is longer than any configuration can be, %d bytes".formatted(Files.size(file)));
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }
}
