package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.ext.auth.authentication.TokenCredentials;
import org.hublink.platform.Caller;
import org.hublink.protocol.Act;
import org.jspecify.annotations.Nullable;

/** The room as others see it. */
final class OfficersService implements Officers {
    private final SessionAuthentication authentication;
    private final LogAuthorization authorization;
    private final Housekeeping housekeeping;

    OfficersService(SessionAuthentication authentication, LogAuthorization authorization, Housekeeping housekeeping) {
        this.authentication = authentication;
        this.authorization = authorization;
        this.housekeeping = housekeeping;
    }

    @Override
    public Future<@Nullable Session> session(String token) {
        return authentication
                .authenticate(new TokenCredentials(token))
                .compose(user -> authorization
                        .getAuthorizations(user)
                        .map(done -> new Session(
                                user.principal().getString(SessionAuthentication.COUNTRY),
                                user.principal()
                                                .getString(SessionAuthentication.KIND)
                                                .equals(Act.SignerType.DEVICE.code())
                                        ? Act.SignerType.DEVICE
                                        : Act.SignerType.OPERATOR,
                                user.principal().getString(SessionAuthentication.ID),
                                user.principal().getString(SessionAuthentication.OFFICER),
                                LogAuthorization.roles(user))))
                .recover(cause -> cause instanceof NoSession
                        ? Future.<@Nullable Session>succeededFuture()
                        : Future.failedFuture(cause));
    }

    @Override
    public Future<@Nullable Caller> caller(String token) {
        return session(token).map(session -> session == null ? null : session.caller());
    }

    @Override
    public Future<Void> tidy() {
        return housekeeping.tidy();
    }
}
