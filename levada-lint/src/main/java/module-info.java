/** Reads the byte code of users' functions, and names what a replay would not repeat. */
@org.jspecify.annotations.NullMarked
module dev.levada.lint {
    requires static transitive org.jspecify;
    requires transitive dev.levada.api;
    requires org.objectweb.asm;
    requires org.objectweb.asm.tree;
    requires org.objectweb.asm.tree.analysis;

    exports dev.levada.lint;
}
