package dev.levada.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** A broker of Kafka that is a process of its own, and its own controller; with the flags of Kafka's scripts. */
final class KafkaBroker implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "-Xmx1g",
            "-Xms1g",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent");

    private final JavaProcesses processes = new JavaProcesses();
    private final int port = JavaProcesses.freePort();
    private final Process process;
    private final Admin admin;

    /** Starts it, and waits until it can be spoken to. */
    KafkaBroker() {
        Path properties = processes.directory().resolve("server.properties");
        try {
            Files.writeString(properties, configuration(JavaProcesses.freePort()));
        } catch (IOException e) {
            throw new UncheckedIOException("no configuration for Kafka's broker", e);
        }
        process = processes.start(FLAGS, KafkaBrokerMain.class.getName(), properties.toString());
        processes.await("Kafka's broker", this::isThere);
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()));
    }

    /**
     * One replica of everything, and one partition of what it keeps for itself; members of a group join for a second.
     * Those may be silent for less than a second, and transactions of members that are gone end soon after their time.
     */
    private String configuration(int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                group.initial.rebalance.delay.ms=1000
                group.min.session.timeout.ms=500
                transaction.abort.timed.out.transaction.cleanup.interval.ms=100
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """.formatted(port, controllerPort, processes.directory().resolve("log"));
    }

    private boolean isThere() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Kafka's broker has ended with status %d; it said last: %s"
                    .formatted(process.exitValue(), processes.tails()));
        }
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    String address() {
        return "localhost:" + port;
    }

    /** Where an application may keep what it keeps; it goes with the broker. */
    Path directory() {
        return processes.directory().resolve("applications");
    }

    void create(String topic, int partitions) {
        done(admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.of((short) 1))))
                .all());
    }

    /** Deletes all topics whose names begin so. */
    void deleteAll(String prefix) {
        Collection<String> all = new ArrayList<>(done(admin.listTopics().names()));
        all.removeIf(topic -> !topic.startsWith(prefix));
        done(admin.deleteTopics(all).all());
    }

    private static <T> T done(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka's broker says: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka's broker was asked", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        processes.close();
    }
}
