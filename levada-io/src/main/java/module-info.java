/** The real world: clock, disk, network. */
@org.jspecify.annotations.NullMarked
module dev.levada.io {
    requires static transitive org.jspecify;
    requires dev.levada.core;
}
