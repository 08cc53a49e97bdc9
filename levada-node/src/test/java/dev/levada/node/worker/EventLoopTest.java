package dev.levada.node.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final EventLoop loop = new EventLoop("loop-under-test", new EventLoop.Listener() {
        @Override
        public void broken(Throwable cause) {
            closed.completeExceptionally(cause);
        }

        @Override
        public void closed() {
            closed.complete(null);
        }
    });

    @Test
    void runsOnceAfterAPassWhatIsSaidTwiceInIt() throws Exception {
        List<String> deeds = new CopyOnWriteArrayList<>();
        Runnable last = () -> deeds.add("after");
        loop.execute(() -> {
            loop.afterPass(last);
            deeds.add("first");
        });
        loop.execute(() -> {
            loop.afterPass(last);
            deeds.add("second");
            loop.execute(() -> {
                deeds.add("third");
                loop.execute(loop::stop);
            });
        });
        loop.start();

        closed.get(10, TimeUnit.SECONDS);
        assertThat(deeds).containsExactly("first", "second", "third", "after");
    }

    @Test
    void runsWhatIsToFollowAPassBeforeItSleeps() throws Exception {
        CompletableFuture<Void> run = new CompletableFuture<>();
        loop.start();

        loop.execute(() -> loop.afterPass(() -> run.complete(null)));

        run.get(10, TimeUnit.SECONDS);
        loop.stop();
        closed.get(10, TimeUnit.SECONDS);
    }
}
