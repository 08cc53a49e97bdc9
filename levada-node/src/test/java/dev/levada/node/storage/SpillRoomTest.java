package dev.levada.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.channel.SpillException;
import dev.levada.core.channel.SpillStore;
import dev.levada.io.snapshot.SpillMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

final class SpillRoomTest {
    private final TemporaryDisk disk = new TemporaryDisk();
    private final SpillRoom room = new SpillRoom(disk, SpillMemory.none());

    @Test
    void attemptsDoNotShareWhatTheyPutAndTheDirectoryGoesWithTheProcess() throws IOException {
        SpillStore one = room.store();
        SpillStore two = room.store();
        long first = one.put(new byte[] {1}, 1);
        long second = two.put(new byte[] {2}, 1);
        Path root = disk.root();

        assertThat(Files.exists(root.resolve("spill/1"))).isTrue();
        if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                    .isEqualTo("rwx------");
        }
        assertThat(one.get(first)).containsExactly(1);
        one.close();
        assertThat(root.resolve("spill/1")).doesNotExist();
        assertThat(two.get(second)).containsExactly(2);

        disk.close(); // one attempt was not closed
        assertThat(root).doesNotExist();
    }

    @Test
    void whatIsTooLargeIsRefusedWithACure() throws IOException {
        SpillStore store = room.store();

        assertThatThrownBy(() -> store.put(new byte[(16 << 20) + 1], (16 << 20) + 1))
                .isInstanceOf(SpillException.class)
                .hasMessageContaining("make batches smaller");
        store.close();
        disk.close();
    }
}
