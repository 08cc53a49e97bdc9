package dev.levada.io.disk;

import java.io.IOException;
import java.nio.file.Path;

/** A process that tries to take a directory, and says how it went. */
final class OpenOnce {

    private OpenOnce() {}

    public static void main(String[] arguments) {
        try (FileDisk disk = FileDisk.open(Path.of(arguments[0]))) {
            System.out.println(disk.exists("") ? "taken" : "gone");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
