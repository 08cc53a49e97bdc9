package dev.levada.lint;

import static dev.levada.lint.Finding.Severity.ERROR;
import static dev.levada.lint.Finding.Severity.WARNING;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls into the JDK that a replay does not repeat. */
final class ForbiddenCalls {
    private static final Map<String, List<Rule>> BY_OWNER = rules();

    /** @param calls method names, or names with the beginning of a descriptor; none means all */
    private record Rule(Finding.Severity severity, Hazard hazard, List<String> calls) {
        boolean matches(String name, String descriptor) {
            return calls.isEmpty()
                    || calls.stream()
                            .anyMatch(call ->
                                    call.indexOf('(') < 0 ? call.equals(name) : (name + descriptor).startsWith(call));
        }
    }

    /** What is wrong with a call. */
    record Match(Finding.Severity severity, Hazard hazard) {}

    private ForbiddenCalls() {}

    static Optional<Match> find(String owner, String name, String descriptor) {
        if (name.equals("parallelStream") || (name.equals("parallel") && owner.startsWith("java/util/stream/"))) {
            return Optional.of(new Match(ERROR, Hazard.THREADS));
        }
        if (owner.equals("java/util/concurrent/CompletableFuture") && name.endsWith("Async")) {
            return Optional.of(new Match(ERROR, Hazard.THREADS));
        }
        return BY_OWNER.getOrDefault(owner, List.of()).stream()
                .filter(rule -> rule.matches(name, descriptor))
                .findFirst()
                .map(rule -> new Match(rule.severity(), rule.hazard()));
    }

    private static Map<String, List<Rule>> rules() {
        Map<String, List<Rule>> rules = new HashMap<>();
        time(rules);
        chance(rules);
        threads(rules);
        process(rules);
        outside(rules);
        return rules;
    }

    private static void time(Map<String, List<Rule>> rules) {
        add(rules, ERROR, Hazard.CLOCK, "java/lang/System", "currentTimeMillis", "nanoTime");
        for (String type : List.of(
                "Instant",
                "LocalDate",
                "LocalTime",
                "LocalDateTime",
                "ZonedDateTime",
                "OffsetDateTime",
                "OffsetTime",
                "Year",
                "YearMonth",
                "MonthDay")) {
            add(rules, ERROR, Hazard.CLOCK, "java/time/" + type, "now()", "now(Ljava/time/ZoneId;)");
        }
        add(
                rules,
                ERROR,
                Hazard.CLOCK,
                "java/time/Clock",
                "system",
                "systemUTC",
                "systemDefaultZone",
                "tickMillis",
                "tickSeconds",
                "tickMinutes");
        add(rules, ERROR, Hazard.CLOCK, "java/time/InstantSource", "system");
        add(rules, ERROR, Hazard.CLOCK, "java/util/Date", "<init>()V");
        add(rules, ERROR, Hazard.CLOCK, "java/util/GregorianCalendar", "<init>()V");
        add(rules, ERROR, Hazard.CLOCK, "java/util/Calendar", "getInstance");
    }

    private static void chance(Map<String, List<Rule>> rules) {
        add(rules, ERROR, Hazard.RANDOM, "java/util/Random", "<init>()V");
        add(rules, ERROR, Hazard.RANDOM, "java/util/SplittableRandom", "<init>()V");
        add(rules, ERROR, Hazard.RANDOM, "java/lang/Math", "random");
        add(rules, ERROR, Hazard.RANDOM, "java/lang/StrictMath", "random");
        add(rules, ERROR, Hazard.RANDOM, "java/util/concurrent/ThreadLocalRandom");
        add(rules, ERROR, Hazard.RANDOM, "java/security/SecureRandom");
        add(rules, ERROR, Hazard.RANDOM, "java/util/random/RandomGenerator", "of", "getDefault");
        add(rules, ERROR, Hazard.RANDOM, "java/util/random/RandomGeneratorFactory", "create()");
        add(rules, ERROR, Hazard.RANDOM, "java/util/Collections", "shuffle(Ljava/util/List;)");
        add(rules, ERROR, Hazard.UUID, "java/util/UUID", "randomUUID");
    }

    private static void threads(Map<String, List<Rule>> rules) {
        add(
                rules,
                ERROR,
                Hazard.THREADS,
                "java/lang/Thread",
                "<init>",
                "start",
                "startVirtualThread",
                "ofVirtual",
                "ofPlatform");
        for (String type : List.of(
                "Executor",
                "Executors",
                "ExecutorService",
                "ScheduledExecutorService",
                "ExecutorCompletionService",
                "ThreadPoolExecutor",
                "ScheduledThreadPoolExecutor",
                "ForkJoinPool",
                "ForkJoinTask",
                "RecursiveTask",
                "RecursiveAction")) {
            add(rules, ERROR, Hazard.THREADS, "java/util/concurrent/" + type);
        }
        add(rules, ERROR, Hazard.THREADS, "java/util/Timer", "<init>");
        add(rules, ERROR, Hazard.THREADS, "java/util/Arrays", "parallelSort", "parallelPrefix", "parallelSetAll");
    }

    private static void process(Map<String, List<Rule>> rules) {
        add(rules, ERROR, Hazard.IDENTITY, "java/lang/System", "identityHashCode");
        add(rules, ERROR, Hazard.IDENTITY, "java/lang/Enum", "hashCode");
        add(rules, ERROR, Hazard.IDENTITY, "java/lang/Class", "hashCode");
        add(
                rules,
                ERROR,
                Hazard.ENVIRONMENT,
                "java/lang/System",
                "getenv",
                "getProperty",
                "getProperties",
                "setProperty",
                "clearProperty");
        add(rules, ERROR, Hazard.ENVIRONMENT, "java/lang/Integer", "getInteger");
        add(rules, ERROR, Hazard.ENVIRONMENT, "java/lang/Long", "getLong");
        add(rules, ERROR, Hazard.ENVIRONMENT, "java/lang/Boolean", "getBoolean");
        add(rules, ERROR, Hazard.ENVIRONMENT, "java/lang/ProcessHandle", "current");
        add(rules, WARNING, Hazard.ENVIRONMENT, "java/util/Locale", "getDefault");
        add(rules, WARNING, Hazard.ENVIRONMENT, "java/util/TimeZone", "getDefault");
        add(rules, WARNING, Hazard.ENVIRONMENT, "java/time/ZoneId", "systemDefault");
        add(rules, WARNING, Hazard.ENVIRONMENT, "java/nio/charset/Charset", "defaultCharset");
        add(
                rules,
                WARNING,
                Hazard.ENVIRONMENT,
                "java/lang/Runtime",
                "availableProcessors",
                "freeMemory",
                "totalMemory",
                "maxMemory");
    }

    private static void outside(Map<String, List<Rule>> rules) {
        for (String type : List.of(
                "io/FileInputStream", "io/FileOutputStream", "io/FileReader", "io/FileWriter", "io/RandomAccessFile")) {
            add(rules, WARNING, Hazard.OUTSIDE, "java/" + type, "<init>");
        }
        add(
                rules,
                WARNING,
                Hazard.OUTSIDE,
                "java/io/File",
                "exists",
                "length",
                "lastModified",
                "list",
                "listFiles",
                "delete",
                "mkdir",
                "mkdirs",
                "createNewFile",
                "createTempFile",
                "renameTo");
        add(rules, WARNING, Hazard.OUTSIDE, "java/nio/file/Files");
        add(rules, WARNING, Hazard.OUTSIDE, "java/nio/channels/FileChannel", "open");
        for (String type : List.of("Socket", "ServerSocket", "DatagramSocket", "MulticastSocket")) {
            add(rules, WARNING, Hazard.OUTSIDE, "java/net/" + type, "<init>");
        }
        for (String type : List.of("SocketChannel", "ServerSocketChannel", "DatagramChannel")) {
            add(rules, WARNING, Hazard.OUTSIDE, "java/nio/channels/" + type, "open");
        }
        add(rules, WARNING, Hazard.OUTSIDE, "java/net/URL", "openStream", "openConnection", "getContent");
        add(rules, WARNING, Hazard.OUTSIDE, "java/net/http/HttpClient", "send", "sendAsync");
        add(rules, WARNING, Hazard.OUTSIDE, "java/net/InetAddress", "getByName", "getAllByName", "getLocalHost");
        add(rules, WARNING, Hazard.OUTSIDE, "java/sql/DriverManager", "getConnection");
        add(rules, WARNING, Hazard.OUTSIDE, "javax/sql/DataSource", "getConnection");
        add(rules, WARNING, Hazard.OUTSIDE, "java/lang/ProcessBuilder", "start");
        add(rules, WARNING, Hazard.OUTSIDE, "java/lang/Runtime", "exec");
        // Byte code names Object as the owner of what every object has: whether its class has its own is not known.
        add(rules, WARNING, Hazard.IDENTITY, "java/lang/Object", "hashCode");
    }

    private static void add(
            Map<String, List<Rule>> rules, Finding.Severity severity, Hazard hazard, String owner, String... calls) {
        List<Rule> more = new java.util.ArrayList<>(rules.getOrDefault(owner, List.of()));
        more.add(new Rule(severity, hazard, Arrays.asList(calls)));
        rules.put(owner, List.copyOf(more));
    }
}
