package org.hublink.prove;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the fuzzer's JVM calls: one method of one class of fuzz tests, named by {@code --target_args=CLASS METHOD}. */
public final class FuzzEntry {
    private static @Nullable Method method;
    private static @Nullable Object test;

    private FuzzEntry() {}

    /** Called once, before all inputs. */
    public static void fuzzerInitialize(String[] args) throws ReflectiveOperationException {
        Class<?> owner = Class.forName(args[0]);
        Constructor<?> make = owner.getDeclaredConstructor();
        make.setAccessible(true);
        test = make.newInstance();
        Method found = owner.getDeclaredMethod(args[1], byte[].class);
        found.setAccessible(true);
        method = found;
    }

    /** Called for each input; whatever it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] in) throws Throwable {
        try {
            Objects.requireNonNull(method).invoke(test, (Object) in);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
