package org.hublink.engine;

/** What must come before something can be judged or done; nobody refuses what he only cannot judge yet (PROTOCOL M6). */
enum Need {
    NOTHING,
    /** The log has to be followed first. */
    LOG,
    /** Parts of statements are missing. */
    PARTS
}
