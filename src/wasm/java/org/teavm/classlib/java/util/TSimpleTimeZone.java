package org.teavm.classlib.java.util;

/** Lets Bouncy Castle's date formatting link; the core reads no dates with it. */
public final class TSimpleTimeZone extends TTimeZone {
    private int rawOffset;

    public TSimpleTimeZone(int rawOffset, String id) {
        this.rawOffset = rawOffset;
        setID(id);
    }

    @Override
    public int getOffset(int era, int year, int month, int day, int dayOfWeek, int time) {
        return rawOffset;
    }

    @Override
    public int getRawOffset() {
        return rawOffset;
    }

    @Override
    public void setRawOffset(int offsetMillis) {
        rawOffset = offsetMillis;
    }

    @Override
    public boolean inDaylightTime(TDate date) {
        return false;
    }

    @Override
    public boolean useDaylightTime() {
        return false;
    }
}
