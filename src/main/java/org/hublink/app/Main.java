package org.hublink.app;

/** Entry point of {@code java -jar hublink.jar}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("hublink");
    }
}
