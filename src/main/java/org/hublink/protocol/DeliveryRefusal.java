package org.hublink.protocol;

/** Why the delivery service did not take a frame. Nothing of a refused frame is stored. */
public enum DeliveryRefusal implements Coded {
    /** The group has moved on: seal the same content again under the same id. */
    EPOCH_PAST("messaging.epoch-past"),
    /** Another commit of this epoch was first. */
    EPOCH_LOST("messaging.epoch-lost"),
    NOT_A_MEMBER("messaging.not-a-member"),
    /** The id was used for other bytes. */
    CONFLICT("messaging.conflict"),
    /** Another instance of this device was claimed since (V2). */
    INSTANCE_REPLACED("messaging.instance-replaced"),
    /** The instance has sent under this counter or a later one: its store was rolled back (V2). */
    COUNTER_PAST("messaging.counter-past"),
    GROUP_CLOSED("messaging.group-closed"),
    TOO_LARGE("messaging.too-large"),
    /** Too much in too short a time; later the same frame is taken. */
    QUOTA("messaging.quota"),
    /** The lists of a commit add a member twice or remove who is none. */
    ROUTING("messaging.routing"),
    /** The group has a successor already. */
    SUCCESSOR_LOST("messaging.successor-lost"),
    /** The kind of frame is one that only the server sends. */
    DIRECTION("messaging.direction");

    private final String code;

    DeliveryRefusal(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
