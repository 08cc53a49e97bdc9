package dev.levada.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LifelineTest {

    @Test
    void passesTheSecretAndThenHoldsUntilTheOtherEndCloses() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        byte[] bytes = new byte[Secret.MAX_BYTES];
        bytes[5] = '\n';
        PipedInputStream in = new PipedInputStream(1 << 16);
        try (PipedOutputStream out = new PipedOutputStream(in)) {
            Lifeline.write(Secret.of(bytes), out);
            assertThat(Lifeline.attach(in, ended::countDown)).isEqualTo(Secret.of(bytes));
            out.write('x');
            assertThat(ended.await(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesAnInputThatIsNotAnAgents() {
        assertThatThrownBy(() -> attach("")).hasMessageContaining("started by an agent only");
        assertThatThrownBy(() -> attach("hello\n"))
                .hasMessageContaining("no secret")
                .hasMessageNotContaining("hello");
        assertThatThrownBy(() -> attach("00".repeat(Secret.MAX_BYTES) + "0\n")).hasMessageContaining("longer");
    }

    private static Secret attach(String text) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        return Lifeline.attach(in, () -> {});
    }
}
