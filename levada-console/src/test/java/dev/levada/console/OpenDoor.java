package dev.levada.console;

import dev.levada.console.wire.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A door with a fake cluster behind it, and a client in front of it that sends whatever it is told. */
final class OpenDoor implements AutoCloseable {
    static final int TIMEOUT_MILLIS = 20_000;

    final FakeCluster cluster = new FakeCluster();
    final BlockingQueue<Audit.Entry> audited = new LinkedBlockingQueue<>();
    final List<Throwable> unexpected = new CopyOnWriteArrayList<>();
    final ClientDoor door;
    private final Path tokens;

    OpenDoor(Path tokens) {
        this(tokens, Limits.STANDARD);
    }

    OpenDoor(Path tokens, Limits limits) {
        this.tokens = tokens;
        this.door =
                ClientDoor.open(DoorOptions.loopback(0, tokens), limits, cluster, () -> "levada_test 1\n", new Audit() {
                    @Override
                    public void action(Entry entry) {
                        audited.add(entry);
                    }

                    @Override
                    public void unexpected(Entry entry, Throwable error) {
                        unexpected.add(error);
                    }
                });
    }

    int port() {
        return door.address().getPort();
    }

    String token(Role role) {
        try {
            return Files.readString(tokens.resolve(role.fileName())).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String bearer(Role role) {
        return "Authorization: Bearer " + token(role);
    }

    Answer get(String path, String... headers) {
        return send(request("GET", path, headers) + "\r\n");
    }

    Answer post(String path, String body, String... headers) {
        return send(request("POST", path, headers) + "Content-Type: application/json\r\n" + body(body));
    }

    static String body(String body) {
        return "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** A request up to its last header. */
    String request(String method, String path, String... headers) {
        StringBuilder request =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n");
        List.of(headers).forEach(header -> request.append(header).append("\r\n"));
        return request.toString();
    }

    /** Sends text as it is, and reads until the other side closes. */
    Answer send(String text) {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return Answer.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(door.address().getAddress(), port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    @Override
    public void close() {
        door.close();
    }
}
