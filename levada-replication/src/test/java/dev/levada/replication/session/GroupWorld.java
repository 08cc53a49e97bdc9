package dev.levada.replication.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A group on an agreed log, and clients that try again, from a seed. What clients send comes late, twice, in any order
 * or never; answers get lost; members lag, take snapshots and are replaced by what is in one.
 */
final class GroupWorld {
    private static final int MEMBERS = 3;
    private static final int CLIENTS = 3;
    private static final int WINDOW = 4;

    private final Random random;
    private final Bug bug;
    private final SessionPolicy policy = new SessionPolicy(1_000, WINDOW, 10_000_000, 12);
    private final List<byte[]> log = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Sent> network = new ArrayList<>();
    private final Batcher<Sent> batcher = new Batcher<>(3, 1_000, 1, 100_000);
    private final Map<Long, Integer> places = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private long clock;
    private boolean closing;
    private long lastToken;

    /** What may be wrong with the code, to see that it would be found. */
    enum Bug {
        NONE,
        /** A snapshot holds the machine, but no sessions. */
        SESSIONS_LOST_IN_SNAPSHOT,
        /** What is tried again has a number of its own. */
        RETRY_IS_A_NEW_COMMAND,
        /** A client acknowledges all before its last answer, not all that is answered. */
        ACKNOWLEDGED_TOO_EARLY,
        /** One member applies what the others do not. */
        MEMBER_DIFFERS
    }

    private record Sent(Client client, long token, Operation operation) {}

    private final class Member {
        private final String id = "m" + (members.size() + 1);
        private TokenMachine machine = new TokenMachine();
        private SessionMachine sessions = fresh();
        private int applied;

        SessionMachine fresh() {
            return new SessionMachine(() -> machine = new TokenMachine(), policy);
        }
    }

    private final class Client {
        private final Map<Long, Long> unanswered = new LinkedHashMap<>();
        private @Nullable ClientSession session;
        private long last;

        void send() {
            if (session == null) {
                network.add(new Sent(this, 0, Operation.open()));
            } else if (session.hasRoom()) {
                long token = ++lastToken;
                long sequence = session.next();
                unanswered.put(token, sequence);
                network.add(command(session, token, sequence));
            }
        }

        void sendAgain() {
            if (session == null || unanswered.isEmpty()) {
                return;
            }
            long token = pick(new ArrayList<>(unanswered.keySet()));
            boolean renumber = bug == Bug.RETRY_IS_A_NEW_COMMAND && session.hasRoom();
            network.add(command(session, token, renumber ? session.next() : unanswered.getOrDefault(token, 0L)));
        }

        private Sent command(ClientSession session, long token, long sequence) {
            long acknowledged = bug == Bug.ACKNOWLEDGED_TOO_EARLY ? last : session.acknowledged();
            return new Sent(
                    this,
                    token,
                    Operation.command(
                            session.id(), sequence, Math.min(acknowledged, sequence - 1), TokenMachine.bytes(token)));
        }

        void answered(Sent sent, Answer answer) {
            if (sent.operation().kind() == Operation.Kind.OPEN) {
                if (session == null) {
                    session = new ClientSession(TokenMachine.number(answer.content()), WINDOW);
                }
                return;
            }
            Long sequence = unanswered.remove(sent.token());
            if (sequence == null) {
                return;
            }
            last = Math.max(last, sequence);
            if (session != null && bug != Bug.RETRY_IS_A_NEW_COMMAND) {
                session.settled(sequence);
            }
            judge(sent.token(), answer);
        }
    }

    GroupWorld(long seed, Bug bug) {
        random = new Random(seed);
        this.bug = bug;
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new Member());
        }
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client());
        }
    }

    /** What was found to be wrong. */
    List<String> run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        while (!network.isEmpty() || clients.stream().anyMatch(client -> !client.unanswered.isEmpty())) {
            clients.forEach(Client::sendAgain);
            while (!network.isEmpty()) {
                order();
            }
            members.forEach(member -> apply(member, log.size()));
        }
        members.forEach(member -> apply(member, log.size()));
        closing = true;
        members.forEach(member -> apply(member, log.size()));
        compare();
        return complaints;
    }

    private void step() {
        clock += random.nextInt(50);
        Member member = members.get(random.nextInt(MEMBERS));
        Client client = clients.get(random.nextInt(CLIENTS));
        switch (random.nextInt(8)) {
            case 0, 1 -> client.send();
            case 2 -> client.sendAgain();
            case 3, 4 -> order();
            case 5, 6 -> apply(member, Math.min(log.size(), member.applied + 1 + random.nextInt(4)));
            default -> replace(member, members.get(random.nextInt(MEMBERS)));
        }
    }

    /** A leader takes in what has come, and logs what goes together; one that stays in the network comes again. */
    private void order() {
        for (int i = random.nextInt(4); i >= 0 && !network.isEmpty(); i--) {
            Sent sent = pick(network);
            if (random.nextInt(4) > 0) {
                network.remove(sent);
            }
            batcher.offer(sent, sent.operation().bytes());
        }
        for (List<Sent> batch = batcher.next(); !batch.isEmpty(); batch = batcher.next()) {
            log.add(new Entry(clock, batch.stream().map(Sent::operation).toList()).toBytes());
            batches.add(batch);
            batcher.landed();
        }
    }

    private final List<List<Sent>> batches = new ArrayList<>();

    /** Answers come from whoever applies, as if it led; half of them get lost. */
    private void apply(Member member, int upTo) {
        while (member.applied < upTo) {
            List<Sent> batch = batches.get(member.applied);
            List<Answer> answers = Entry.answers(member.sessions.apply(log.get(member.applied++)));
            notePlaces(member);
            member.sessions.takeSample().ifPresent(sample -> say(Operation.digest(member.id, MEMBERS, sample)));
            if (bug == Bug.MEMBER_DIFFERS && member == members.get(1) && member.applied == 10) {
                member.machine.tokens().add(-1L);
            }
            for (int i = 0; i < batch.size(); i++) {
                if (random.nextBoolean()) {
                    batch.get(i).client().answered(batch.get(i), answers.get(i));
                }
            }
        }
    }

    /** What a member says of its state comes into the log by way of the leader, as all else. */
    private void say(Operation digest) {
        if (!closing) {
            log.add(new Entry(clock, List.of(digest)).toBytes());
            batches.add(List.of());
        }
    }

    /** The ids of those that a member has found to differ. */
    List<String> differing(int member) {
        return List.copyOf(members.get(member).sessions.differing());
    }

    private void notePlaces(Member member) {
        List<Long> tokens = member.machine.tokens();
        for (int place = 0; place < tokens.size(); place++) {
            Integer before = places.putIfAbsent(tokens.get(place), place + 1);
            if (before != null && before != place + 1) {
                complaints.add("token %d is at %d and at %d".formatted(tokens.get(place), before, place + 1));
            }
        }
    }

    private void judge(long token, Answer answer) {
        boolean wrong = switch (answer.kind()) {
            case DONE -> token % 7 == 0 || TokenMachine.number(answer.content()) != places.getOrDefault(token, 0);
            case THREW -> token % 7 != 0 || !places.containsKey(token);
            default -> true;
        };
        if (wrong) {
            complaints.add("token %d at %s was answered %s".formatted(token, places.get(token), answer.kind()));
        }
    }

    private void replace(Member to, Member from) {
        boolean infectious = bug == Bug.MEMBER_DIFFERS && from == members.get(1);
        if (from.applied < to.applied || infectious) {
            return;
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            from.sessions.snapshot(out);
            byte[] bytes =
                    bug == Bug.SESSIONS_LOST_IN_SNAPSHOT ? withoutSessions(out.toByteArray()) : out.toByteArray();
            if (random.nextBoolean()) {
                to.sessions = to.fresh();
            }
            to.sessions.restore(new ByteArrayInputStream(bytes));
            to.applied = from.applied;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] withoutSessions(byte[] snapshot) throws IOException {
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        new SessionMachine(TokenMachine::new, policy).snapshot(empty);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int head = 12 + ByteBuffer.wrap(empty.toByteArray()).getInt(8);
        int from = 12 + ByteBuffer.wrap(snapshot).getInt(8);
        out.write(empty.toByteArray(), 0, head);
        out.write(snapshot, from, snapshot.length - from - 8);
        CRC32C crc = new CRC32C();
        crc.update(out.toByteArray());
        new DataOutputStream(out).writeLong(crc.getValue());
        return out.toByteArray();
    }

    private void compare() {
        for (Member member : members) {
            if (member.machine.tokens().stream().distinct().count()
                    < member.machine.tokens().size()) {
                complaints.add("applied twice: " + member.machine.tokens());
            }
            if (!java.util.Arrays.equals(snapshot(member), snapshot(members.get(0)))) {
                complaints.add("members differ: %s and %s"
                        .formatted(
                                member.machine.tokens(), members.get(0).machine.tokens()));
            }
        }
    }

    private static byte[] snapshot(Member member) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            member.sessions.snapshot(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
