package dev.levada.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Samples.Pair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each variant is loaded as if it were the class of the first, as after a change of the program. */
class FingerprintTest {

    record Numbers(Pair<Integer, Long> value) {}

    record Texts(Pair<String, Long> value) {}

    record Tree(List<Tree> children) {}

    @Test
    void anUnchangedRecordKeepsItsFingerprint() {
        assertThat(Codecs.fingerprint(changed(Asset.class))).isEqualTo(Codecs.fingerprint(Asset.class));
        assertThat(Codecs.fingerprint(Asset.class)).isEqualTo(8214620053578065791L);
        assertThat(Codecs.fingerprint(Tree.class)).isEqualTo(-5073989082459370219L);
        assertThat(Codecs.fingerprint(Grade.class)).isEqualTo(3569982703496157286L);
    }

    @Test
    void aRenamedComponentChangesIt() {
        assertChanged(Asse1.class);
    }

    @Test
    void anAddedComponentChangesIt() {
        assertChanged(Asse2.class);
    }

    @Test
    void aRetypedComponentChangesIt() {
        assertChanged(Asse3.class);
    }

    @Test
    void aRetypedTypeArgumentChangesIt() {
        assertChanged(Asse4.class);
        assertThat(Codecs.fingerprint(Bytes.componentType(Numbers.class)))
                .isNotEqualTo(Codecs.fingerprint(Bytes.componentType(Texts.class)));
    }

    @Test
    void movedComponentsChangeIt() {
        assertChanged(Asse5.class);
    }

    @Test
    void constantsThatMoveChangeIt() {
        assertThat(Codecs.fingerprint(Evolved.as(Grad1.class, Grade.class)))
                .isNotEqualTo(Codecs.fingerprint(Grade.class));
    }

    @Test
    void valuesOfAChangedClassAreNotReadAsItsOwn() {
        byte[] old = Bytes.of(Codecs.any(), new Asset(1, "a", Optional.empty(), Set.of()));
        ClassLoader later = changed(Asse1.class).getClassLoader();
        assertThatThrownBy(() -> Bytes.read(Codecs.any(later), old))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageMatching(
                        "the bytes are of a .*Asset with fingerprint [0-9a-f]+, the class has [0-9a-f]+ now");
        ClassLoader same = changed(Asset.class).getClassLoader();
        assertThat(Bytes.read(Codecs.any(same), old))
                .hasToString("Asset[id=1, name=a, parent=Optional.empty, tags=[]]");
    }

    private static void assertChanged(Class<?> variant) {
        assertThat(Codecs.fingerprint(changed(variant))).isNotEqualTo(Codecs.fingerprint(Asset.class));
    }

    private static Class<?> changed(Class<?> variant) {
        return Evolved.as(variant, Asset.class);
    }
}

record Asset(long id, String name, Optional<Asset> parent, Set<String> tags) {}

record Asse1(long id, String title, Optional<Asse1> parent, Set<String> tags) {}

record Asse2(long id, String name, Optional<Asse2> parent, Set<String> tags, int more) {}

record Asse3(double id, String name, Optional<Asse3> parent, Set<String> tags) {}

record Asse4(long id, String name, Optional<Asse4> parent, Set<Integer> tags) {}

record Asse5(String name, long id, Optional<Asse5> parent, Set<String> tags) {}

enum Grade {
    GOOD,
    BAD
}

enum Grad1 {
    BAD,
    GOOD
}
