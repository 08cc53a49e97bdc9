package dev.levada.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Samples.Colour;
import dev.levada.core.codec.Samples.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CodecsTest {

    record Line(String sku, Thread price) {}

    record Order(List<Line> items) {}

    record Lines(Map<String, Optional<String[]>> byName) {}

    record Growing<T>(T value, Optional<Growing<List<T>>> next) {}

    record Grows(Growing<String> value) {}

    sealed interface Half permits Half.Open {
        non-sealed interface Open extends Half {}
    }

    record Money(Url url, List<Url> more, Object any) {}

    record Ranked(Comparable<?> rank) {}

    record Named(String name, List<String> more) {}

    private static final List<String> TOUCHED = new ArrayList<>();

    /** Tells when it is initialized. */
    static final class Touchy {
        static {
            TOUCHED.add("initialized");
        }

        private Touchy() {}
    }

    /** Not a record. */
    static final class Url {
        private final String text;

        Url(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Url url && url.text.equals(text);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(text);
        }
    }

    /** Refuses what does not start as it should. */
    static final class UrlCodec implements Codec<Url> {
        @Override
        public void write(Url value, ByteOutput out) {
            out.writeString(value.text);
        }

        @Override
        public Url read(ByteInput in) {
            String text = in.readString();
            if (!text.startsWith("http")) {
                throw new IllegalStateException("not a URL: " + text);
            }
            return new Url(text);
        }
    }

    private static final Codecs WITH_URL =
            new Codecs(CodecsTest.class.getClassLoader()).with(Url.class, new UrlCodec());

    @Test
    void aTypeWithoutCodecIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> Codecs.of(Order.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Order.items[].price: java.lang.Thread has no codec; make it a record, or give a Codec for it");
        assertThatThrownBy(() -> Codecs.of(Bytes.componentType(Lines.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Map{value}: java.lang.String[] has no codec; make it a record, or give a Codec for it");
        assertThatThrownBy(() -> Codecs.of(Half.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Half: ")
                .hasMessageContaining("is neither a record nor an enum nor a sealed interface; make it a record");
    }

    @Test
    void typesThatNestWithoutEndAreRefused() {
        assertThatThrownBy(() -> Codecs.of(Grows.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nests types without end");
    }

    @Test
    void nullIsRefusedWithItsRecordAndComponent() {
        assertRefused(Codecs.of(Named.class), new Named(nothing(), List.of()), Named.class.getName() + ".name is null");
        List<String> hole = new ArrayList<>(Collections.singletonList(nothing()));
        assertRefused(Codecs.of(Named.class), new Named("", hole), "Named.more[] is null");
        assertRefused(Codecs.any(), hole, "a list[] is null");
        Map<String, String> map = new HashMap<>();
        map.put("a", nothing());
        assertRefused(Codecs.any(), map, "a map{value} is null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a careless user passes
    private static <T> T nothing() {
        return null;
    }

    private static void assertRefused(Codec<?> codec, Object value, String message) {
        assertThatThrownBy(() -> Bytes.of(codec, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message + ", and null is never written; say Optional for what may be absent");
    }

    @Test
    void aGivenCodecIsUsedWhereverItsClassIsMet() {
        Money money = new Money(new Url("http:a"), List.of(new Url("http:b")), new Url("http:c"));
        assertThat(Bytes.roundTrip(WITH_URL.codec(Money.class), money)).isEqualTo(money);
        assertThatThrownBy(() -> Codecs.of(Money.class)).hasMessageStartingWith("Money.url: ");
        assertThat(WITH_URL.fingerprintOf(Money.class)).isNotEqualTo(WITH_URL.fingerprintOf(Url.class));
    }

    @Test
    void whatAGivenCodecCannotReadIsCorrupt() {
        assertThatThrownBy(() -> Bytes.read(WITH_URL.codec(Url.class), "0161"))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageEndingWith("$Url cannot read these bytes: java.lang.IllegalStateException: not a URL: a");
    }

    @Test
    void aPrimitiveTakesNoGivenCodec() {
        assertThatThrownBy(() -> WITH_URL.with(int.class, Codecs.of(int.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("int");
    }

    @Test
    void bytesNameNoClassButRecordsAndEnums() {
        Codec<Object> any = Codecs.any();
        byte[] colour = Bytes.of(any, Colour.RED);
        assertThat(Bytes.read(any, colour)).isEqualTo(Colour.RED);
        for (String name : List.of("java.lang.Thread", "no.Such", "[I", "", "int", Touchy.class.getName())) {
            assertThatThrownBy(() -> Bytes.read(any, named(name)))
                    .isInstanceOf(CorruptBytesException.class)
                    .hasMessage("there is no record or enum " + name);
        }
        assertThat(TOUCHED).isEmpty();
        assertThatThrownBy(() -> Bytes.read(any, named(Order.class.getName())))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("Order.items[].price: java.lang.Thread has no codec");
    }

    @Test
    void classesThatDoNotLinkAreCorrupt() {
        ClassLoader broken = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                throw new NoClassDefFoundError(name);
            }
        };
        assertThatThrownBy(() -> Bytes.read(Codecs.any(broken), named(Order.class.getName())))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("there is no record or enum " + Order.class.getName());
    }

    /** Bytes that say to be of a class. */
    private static byte[] named(String name) {
        ByteOutput out = new ByteOutput(64);
        out.writeByte(Kind.DERIVED);
        out.writeString(name);
        out.writeBytes(new byte[20], 0, 20);
        return out.toByteArray();
    }

    @Test
    void namesAreLookedUpInTheLoaderOnly() {
        byte[] colour = Bytes.of(Codecs.any(), Colour.RED);
        Codec<Object> blind = Codecs.any(new ClassLoader(null) {});
        assertThatThrownBy(() -> Bytes.read(blind, colour))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("there is no record or enum " + Colour.class.getName());
        assertThatThrownBy(() -> Bytes.of(blind, Colour.RED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read back through class loader");
    }

    @Test
    void anOpenInterfaceTakesNoValueOfAnotherType() {
        assertThat(Bytes.roundTrip(Codecs.of(Ranked.class), new Ranked("a"))).isEqualTo(new Ranked("a"));
        byte[] list = Bytes.of(Codecs.any(), List.of());
        assertThatThrownBy(() -> Bytes.read(Codecs.of(Ranked.class), list))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageStartingWith("a java.lang.Comparable expected, was a ");
    }

    @Test
    void aClosedModuleIsToldWhatToOpen() {
        assertThatThrownBy(() -> Codecs.of(UserModule.closed().load("Stub")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Stub: record dev.levada.core.codec.shop.Stub is closed to its codec; add `opens"
                        + " dev.levada.core.codec.shop to dev.levada.core;` to the module-info of user.shop, or give a"
                        + " Codec for it");
        assertThatThrownBy(() -> Codecs.of(UserModule.exported().load("Stub")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void openRecordsAndExportedPublicOnesCanBeRead() {
        assertThat(Bytes.read(Codecs.of(UserModule.opened().load("Stub")), "00000007"))
                .hasToString("Stub[seat=7]");
        Codec<?> ticket = Codecs.of(UserModule.exported().load("Ticket"));
        assertThat(Bytes.roundTrip(ticket, Bytes.read(ticket, "016100000007"))).hasToString("Ticket[event=a, seat=7]");
    }

    @Test
    void componentsOfUnknownTypeSayWhatTheyAre() {
        Codec<?> raw = Codecs.of(Pair.class);
        assertThat(Bytes.hex(raw, new Pair<>(1, "a"))).isEqualTo("0500000001" + "090161");
    }
}
