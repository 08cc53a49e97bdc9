package dev.levada.cli.log;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A full {@code log} becomes {@code log.1}, that one {@code log.2}, and the last of them goes. */
final class Renaming extends RollingPolicyBase {
    private final Path file;
    private final int kept;

    /** @param kept how many there are beside the file itself */
    Renaming(Path file, int kept) {
        this.file = file;
        this.kept = kept;
    }

    @Override
    public void rollover() {
        try {
            for (int number = kept - 1; number >= 1; number--) {
                if (Files.exists(numbered(number))) {
                    Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RolloverFailure("log file %s cannot be renamed".formatted(file), e);
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }
}
