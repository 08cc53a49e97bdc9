package dev.levada.testkit.disk;

import dev.levada.io.disk.Disk;
import dev.levada.io.disk.DiskFile;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A disk on which one force can be held up, so that a test knows what happens meanwhile. */
final class GatedDisk {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Disk disk;
    private volatile boolean isShut;

    GatedDisk(Disk behind) {
        disk = gated(Disk.class, behind);
    }

    Disk disk() {
        return disk;
    }

    /** Holds up every force from now on. */
    void shut() {
        isShut = true;
    }

    /** Waits until a force is held up. */
    void awaitForce() throws InterruptedException {
        entered.await();
    }

    void open() {
        gate.countDown();
    }

    private <T> T gated(Class<T> door, T behind) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (isShut && method.getName().equals("force")) {
                entered.countDown();
                gate.await();
            }
            try {
                return passed(method.invoke(behind, arguments));
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        };
        return door.cast(Proxy.newProxyInstance(door.getClassLoader(), new Class<?>[] {door}, handler));
    }

    private @Nullable Object passed(@Nullable Object result) {
        return result instanceof DiskFile file ? gated(DiskFile.class, file) : result;
    }
}
