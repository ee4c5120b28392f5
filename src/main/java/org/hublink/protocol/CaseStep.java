package org.hublink.protocol;

/** What moves a case: each is one signed act of kind {@code transition}. */
public enum CaseStep implements Coded {
    SEND("send", bits(Detail.REQUEST), bits(Detail.FILES)),
    ACKNOWLEDGE("acknowledge", 0, 0),
    ACCEPT("accept", 0, bits(Detail.TEXT)),
    ASK("ask", bits(Detail.TEXT), bits(Detail.FILES)),
    CLARIFY("clarify", bits(Detail.TEXT), bits(Detail.FILES)),
    REFUSE("refuse", bits(Detail.CODE), bits(Detail.TEXT)),
    FORWARD("forward", bits(Detail.CODE), bits(Detail.TEXT)),
    START("start", 0, bits(Detail.TEXT)),
    ANSWER("answer", bits(Detail.TEXT), bits(Detail.FILES)),
    CONFIRM("confirm", 0, bits(Detail.TEXT)),
    REOPEN("reopen", bits(Detail.TEXT), bits(Detail.FILES)),
    CLOSE("close", 0, bits(Detail.TEXT)),
    WITHDRAW("withdraw", bits(Detail.TEXT), 0),
    DELAY("delay", bits(Detail.CODE, Detail.UNTIL), bits(Detail.TEXT)),
    ESCALATE("escalate", 0, bits(Detail.TEXT)),
    PRESERVE("preserve", bits(Detail.UNTIL), bits(Detail.TEXT, Detail.FILES)),
    RENEW("renew", bits(Detail.UNTIL), bits(Detail.TEXT)),
    LAPSE("lapse", 0, bits(Detail.TEXT)),
    FILE_MLA("file-mla", bits(Detail.TEXT), 0),
    RESOLVE("resolve", bits(Detail.NAMES), bits(Detail.TEXT));

    /** What a step may carry beside itself. */
    public enum Detail {
        /** The whole {@link CaseRequest}. */
        REQUEST("request", 1),
        /** Words to the other side. */
        TEXT("text", 2),
        /** {@link CaseRefusal}, {@link DelayGround}, or the desk that a case is forwarded to. */
        CODE("code", 4),
        /** Epoch seconds. */
        UNTIL("until", 8),
        /** Digests of the transitions that are in conflict; the first of them is to count. */
        NAMES("names", 16),
        /** Attachments. */
        FILES("files", 32);

        private final String key;
        private final int bit;

        Detail(String key, int bit) {
            this.key = key;
            this.bit = bit;
        }

        /** Its key in the act's body. */
        String key() {
            return key;
        }
    }

    private final String code;
    private final int compulsory;
    private final int optional;

    CaseStep(String code, int compulsory, int optional) {
        this.code = code;
        this.compulsory = compulsory;
        this.optional = optional;
    }

    @Override
    public String code() {
        return code;
    }

    /** True if the step is nothing without it. */
    public boolean needs(Detail detail) {
        return (compulsory & bits(detail)) != 0;
    }

    /** True if the step may carry it. */
    public boolean takes(Detail detail) {
        return needs(detail) || (optional & bits(detail)) != 0;
    }

    private static int bits(Detail... details) {
        int bits = 0;
        for (Detail detail : details) {
            bits |= detail.bit;
        }
        return bits;
    }
}
