package org.hublink.officers;

import io.vertx.core.Future;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.AuthorizationProvider;
import io.vertx.ext.auth.authorization.RoleBasedAuthorization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Act;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.DeskPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Part;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.Role;
import org.hublink.protocol.StatementType;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.transparency.PartShelf;
import org.hublink.transparency.Transparency;
import org.jspecify.annotations.Nullable;

/**
 * What a holder may do, asked of the log anew with each request: officer and expert from the device's part, head from the
 * rosters, operator from the authority. Nobody has a role by a row of a table. A device never gives the role of operator,
 * even if its officer is one: that takes the operator's own key.
 *
 * <p>A session that is older than a hold or an end of its holder counts no longer, whatever was lifted since and whatever its
 * row says: the rows are ended too, but a database that is away must not keep them.
 */
final class LogAuthorization implements AuthorizationProvider {
    static final String OPERATOR = "operator";
    static final String HEAD = "head";

    private static final String PROVIDER = "log";

    private final Transparency log;
    private final PartShelf shelf;

    LogAuthorization(Transparency log, PartShelf shelf) {
        this.log = log;
        this.shelf = shelf;
    }

    @Override
    public String getId() {
        return PROVIDER;
    }

    /** Fails with {@link NoSession} if the holder counts no longer. */
    @Override
    public Future<Void> getAuthorizations(User user) {
        Country country = new Country(user.principal().getString(SessionAuthentication.COUNTRY));
        String id = user.principal().getString(SessionAuthentication.ID);
        String officer = user.principal().getString(SessionAuthentication.OFFICER);
        long since = user.principal().getLong(SessionAuthentication.LEAVES);
        boolean device = user.principal().getString(SessionAuthentication.KIND).equals(Act.SignerType.DEVICE.code());
        List<String> holder = List.of((device ? "device:" : "operator:") + id, "officer:" + officer);
        Future<@Nullable Set<String>> roles = log.judge((trust, moment) -> cutSince(trust, country, holder, since))
                .compose(cut -> cut
                        ? Future.<@Nullable Set<String>>succeededFuture()
                        : device ? ofDevice(country, id) : ofOperator(country, id));
        return roles.compose(found -> {
            if (found == null) {
                return Future.failedFuture(new NoSession());
            }
            Set<Authorization> authorizations = new LinkedHashSet<>();
            found.forEach(role -> authorizations.add(RoleBasedAuthorization.create(role)));
            user.authorizations().put(PROVIDER, authorizations);
            return Future.succeededFuture();
        });
    }

    /** True if one of these was held or ended at leaf {@code since} or later. */
    private static boolean cutSince(Trust trust, Country country, List<String> targets, long since) {
        for (String target : targets) {
            for (long index : trust.ledger().candidates(Subject.revocation(country, target))) {
                Leaf leaf = index < since ? null : trust.ledger().leaf(index);
                if (leaf != null
                        && leaf.header().facts() instanceof RevocationFacts facts
                        && facts.mode() != RevocationFacts.Mode.LIFT) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The roles that were put by this provider. */
    static Set<String> roles(User user) {
        Set<String> roles = new LinkedHashSet<>();
        user.authorizations().forEach(PROVIDER, authorization -> {
            if (authorization instanceof RoleBasedAuthorization role) {
                roles.add(role.getRole());
            }
        });
        return roles;
    }

    private Future<@Nullable Set<String>> ofOperator(Country country, String id) {
        return log.judge((trust, moment) -> {
            LoggedStatement authority =
                    trust.newest(Subject.authority(country), moment).valueOrNull();
            boolean counts = authority != null
                    && authority.header().facts() instanceof AuthorityFacts facts
                    && facts.operator(id) != null
                    && trust.standing("operator:" + id, country, moment).free()
                    && trust.standing("officer:" + id, country, moment).free();
            return counts ? Set.of(OPERATOR) : null;
        });
    }

    private record Found(LoggedStatement device, List<LoggedStatement> desks) {}

    private Future<@Nullable Set<String>> ofDevice(Country country, String id) {
        return log.<@Nullable Found>judge((trust, moment) -> found(trust, moment, country, id))
                .compose(found -> {
                    if (found == null) {
                        return Future.succeededFuture();
                    }
                    List<Future<@Nullable Part>> parts = new ArrayList<>();
                    parts.add(shelf.fetch(found.device().index()));
                    found.desks().forEach(desk -> parts.add(shelf.fetch(desk.index())));
                    return Future.all(parts)
                            .compose(all -> log.judge((trust, moment) -> roles(trust, moment, country, found)));
                });
    }

    private static @Nullable Found found(Trust trust, Moment moment, Country country, String id) {
        LoggedStatement device =
                trust.newest(Subject.device(country, id), moment).valueOrNull();
        if (device == null) {
            return null;
        }
        List<LoggedStatement> desks = new ArrayList<>();
        for (Subject subject : trust.ledger().subjects(StatementType.DESK, country)) {
            LoggedStatement desk = trust.newest(subject, moment).valueOrNull();
            if (desk != null) {
                desks.add(desk);
            }
        }
        return new Found(device, desks);
    }

    private @Nullable Set<String> roles(Trust trust, Moment moment, Country country, Found found) {
        DevicePart device =
                trust.device(found.device(), shelf.part(found.device(), 0)).valueOrNull();
        if (device == null
                || !trust.standing("officer:" + device.officer(), country, moment)
                        .free()) {
            return null;
        }
        Set<String> roles = new LinkedHashSet<>();
        for (Role role : device.roles()) {
            roles.add(role.code());
        }
        for (LoggedStatement desk : found.desks()) {
            byte[] body = trust.part(desk, 0, shelf.part(desk, 0)).valueOrNull();
            if (body != null && heads(trust, body).contains(device.officer())) {
                roles.add(HEAD);
            }
        }
        return roles;
    }

    private static List<String> heads(Trust trust, byte[] body) {
        try {
            return DeskPart.read(body, trust.ledger().text()).heads();
        } catch (Malformed notARoster) {
            return List.of();
        }
    }
}
