package org.hublink.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hublink.client.HttpHome;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryFrames;
import org.jspecify.annotations.Nullable;

/** Lies of a delivery service: what it hands over in place of what it has. */
final class FrameLies {
    private static final String FETCH = "/api/v1/messaging/fetch";

    private FrameLies() {}

    /** Each batch of entries as the server would hand it over, altered. */
    static Liar.Lie entries(UnaryOperator<List<DeliveryFrame>> alter) {
        return new Liar.Lie() {
            @Override
            public byte[] changed(String path, byte[] honest) {
                if (!path.equals(FETCH) || honest.length == 0) {
                    return honest;
                }
                try {
                    return DeliveryFrames.write(alter.apply(new ArrayList<>(DeliveryFrames.read(honest))));
                } catch (Malformed broken) {
                    throw new AssertionError(broken);
                }
            }
        };
    }

    /** Each entry in the place of another; null: withheld. */
    static Liar.Lie each(Altering alter) {
        return entries(frames -> {
            List<DeliveryFrame> out = new ArrayList<>();
            for (DeliveryFrame frame : frames) {
                DeliveryFrame told = frame instanceof DeliveryFrame.Delivered entry ? alter.instead(entry) : frame;
                if (told != null) {
                    out.add(told);
                }
            }
            return out;
        });
    }

    /** One entry told otherwise. */
    interface Altering {
        DeliveryFrame.@Nullable Delivered instead(DeliveryFrame.Delivered entry);
    }

    /** An answer of the bundle route, told otherwise. */
    static Liar.Lie bundle(String desk, UnaryOperator<byte[]> alter) {
        return new Liar.Lie() {
            @Override
            public byte[] changed(String path, byte[] honest) {
                return path.contains("/desks/" + desk + "/bundle") ? alter.apply(honest) : honest;
            }
        };
    }

    /** The way to a server that lies so. */
    static HttpHome to(Liar liar, Liar.Lie lie) throws org.hublink.client.Ended {
        liar.tell(lie);
        return liar.home();
    }
}
