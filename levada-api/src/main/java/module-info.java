/** What a user writes. */
@org.jspecify.annotations.NullMarked
module dev.levada.api {
    requires static org.jspecify;
}
