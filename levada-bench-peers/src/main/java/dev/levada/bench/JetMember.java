package dev.levada.bench;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The main program of a process of Hazelcast: a member that jobs run in, or that stands by. */
public final class JetMember {
    static final String CLUSTER = "levada-bench";
    static final String HOST = "127.0.0.1";
    private static final String OFF = "false";
    /** So that a member that comes later stands by, and jobs take it along only when they start again anyway. */
    private static final Duration SCALE_UP_DELAY = Duration.ofHours(1);

    private JetMember() {}

    /** The port where lines are taken, the member's own, and those of members that may be there. */
    public static void main(String[] args) {
        List<Integer> ports = Arrays.stream(args).map(Integer::valueOf).toList();
        var unused = Hazelcast.newHazelcastInstance(
                configuration(Voice.to(ports.get(0)), ports.get(1), ports.subList(1, ports.size())));
    }

    /** What an expert would set for a fast recovery, on one machine. A closed connection is a failure at once. */
    static Config configuration(Consumer<String> told, int port, List<Integer> ports) {
        Config config = new Config(null);
        config.setClusterName(CLUSTER);
        config.setProperty("hazelcast.phone.home.enabled", OFF);
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.socket.bind.any", OFF);
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
        config.setProperty("hazelcast.connection.monitor.interval", "10");
        config.setProperty("hazelcast.connection.monitor.max.faults", "1");
        config.setProperty("hazelcast.shutdownhook.enabled", OFF);
        config.getJetConfig()
                .setEnabled(true)
                .setCooperativeThreadCount(1)
                .setBackupCount(1)
                .setScaleUpDelayMillis(SCALE_UP_DELAY.toMillis());
        join(config.getNetworkConfig(), port, ports);
        JetSerializers.register(config.getSerializationConfig());
        config.addListenerConfig(new ListenerConfig(new Leaving(told)));
        return config;
    }

    private static void join(NetworkConfig network, int port, List<Integer> ports) {
        network.setPort(port).setPortAutoIncrement(false).setPublicAddress(HOST + ":" + port);
        network.getInterfaces().setEnabled(true).addInterface(HOST);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        ports.forEach(each -> join.getTcpIpConfig().addMember(HOST + ":" + each));
    }

    /** Tells that a member is gone. */
    private record Leaving(Consumer<String> told) implements MembershipListener {

        @Override
        public void memberAdded(MembershipEvent event) {}

        @Override
        public void memberRemoved(MembershipEvent event) {
            told.accept(OutputLines.FAILED);
        }
    }
}
