package org.hublink.mls;

import java.util.List;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;

/** A change to a group (RFC 9420 §12.1). */
sealed interface Proposal extends Encoded {
    /** In the order of their numbers, from 1. */
    List<Class<? extends Proposal>> KINDS = List.of(
            Add.class,
            Update.class,
            Remove.class,
            Psk.class,
            ReInit.class,
            ExternalInit.class,
            GroupContextExtensions.class);

    /** The number on the wire. */
    default int type() {
        return KINDS.indexOf(getClass()) + 1;
    }

    static Proposal read(ByteReader in) throws Malformed {
        return switch (in.u16()) {
            case 1 -> new Add(KeyPackage.read(in));
            case 2 -> new Update(LeafNode.read(in));
            case 3 -> new Remove(in.u32());
            case 4 -> new Psk(PreSharedKeyId.read(in));
            case 5 -> {
                byte[] groupId = in.vector();
                int version = in.u16();
                yield new ReInit(groupId, version, in.u16(), Extension.readAll(in));
            }
            case 6 -> new ExternalInit(in.vector());
            case 7 -> new GroupContextExtensions(Extension.readAll(in));
            default -> throw new Malformed("proposal-type");
        };
    }

    @Override
    default void write(ByteWriter out) {
        out.u16(type());
        if (this instanceof Add add) {
            add.keyPackage().write(out);
        } else if (this instanceof Update update) {
            update.leaf().write(out);
        } else if (this instanceof Remove remove) {
            out.u32(remove.leaf());
        } else if (this instanceof Psk psk) {
            psk.id().write(out);
        } else if (this instanceof ReInit again) {
            out.vector(again.groupId()).u16(again.version()).u16(again.suite());
            Encoded.writeList(out, again.extensions());
        } else if (this instanceof ExternalInit external) {
            out.vector(external.kemOutput());
        } else if (this instanceof GroupContextExtensions change) {
            Encoded.writeList(out, change.extensions());
        }
    }

    record Add(KeyPackage keyPackage) implements Proposal {}

    record Update(LeafNode leaf) implements Proposal {}

    /**
     * Removes a member.
     *
     * @param leaf any uint32 until compared with the tree
     */
    record Remove(long leaf) implements Proposal {}

    record Psk(PreSharedKeyId id) implements Proposal {}

    record ReInit(byte[] groupId, int version, int suite, List<Extension> extensions) implements Proposal {}

    record ExternalInit(byte[] kemOutput) implements Proposal {}

    record GroupContextExtensions(List<Extension> extensions) implements Proposal {}
}
