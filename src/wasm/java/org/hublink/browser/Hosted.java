package org.hublink.browser;

import java.util.List;
import java.util.Map;
import org.hublink.engine.CaseBook;
import org.hublink.engine.DirectoryIndex;
import org.hublink.engine.Engine;
import org.hublink.engine.Search;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.VerifiedListing;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.hublink.protocol.CaseProblem;
import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.QueryWords;
import org.hublink.protocol.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What one Worker holds: an opened vault, then an engine over it. Bytes in, bytes out; each answer begins with {@link #DONE},
 * or with {@link #REFUSED} and the reason's code. There is no way to have given bytes signed, and no key leaves.
 */
final class Hosted {
    static final int DONE = 0;
    static final int REFUSED = 1;

    private static final int GENERATION_LENGTH = 16;

    private @Nullable VaultContents vault;
    private @Nullable Vault sealed;
    private @Nullable Engine engine;
    private @Nullable Home engineHome;
    private @Nullable Reference reference;
    private @Nullable QueryWords words;
    private @Nullable Search search;
    private Map<String, VerifiedListing> indexed = Map.of();
    private final ProofForm proofs = new ProofForm();
    private @Nullable Invitation invitation;
    private @Nullable Errand errand;

    /** Opens a vault's file; done: the owner's kind, country and server. Takes as long as the vault's header says. */
    byte[] openVault(byte[] file, String passphrase, Home home) {
        return answer(out -> opened(out, Vault.open(file, passphrase, home.text())));
    }

    /** Opens it by the key that wraps its own; answers as {@link #openVault}. */
    byte[] openWrapped(byte[] file, byte[] wrapped, byte[] wrappingKey, Home home) {
        return answer(out -> opened(out, Vault.openWrapped(file, wrapped, wrappingKey, home.text())));
    }

    private void opened(ByteWriter out, Vault file) {
        VaultContents opened = file.contents();
        vault = opened;
        sealed = file;
        engine = null;
        String origin = opened.origin();
        text(out, kind(opened.owner()));
        text(out, country(opened.owner()));
        text(out, origin == null ? "" : origin);
    }

    /** Seals the key of the opened vault's file under another one, as {@link Vault#wrapped} has it. */
    byte[] wrapVault(byte[] wrappingKey, Home home) {
        return answer(out -> {
            Vault opened = sealed;
            if (opened == null) throw new Malformed("vault-not-open");
            if (wrappingKey.length != Vault.WRAPPING_KEY_LENGTH) throw new Malformed("vault-wrapped-malformed");
            out.vector(opened.wrapped(wrappingKey, home.randomness()));
        });
    }

    /** Makes the engine of the opened vault over a store of that generation, 16 bytes. */
    byte[] openEngine(byte[] generation, boolean demo, Home home) {
        return answer(out -> {
            VaultContents opened = vault;
            if (opened == null) throw new Malformed("vault-not-open");
            if (opened.root() == null || opened.origin() == null) throw new Malformed("vault-without-server");
            if (generation.length != GENERATION_LENGTH) throw new Malformed("generation-length");
            engine = new Engine(home, opened, generation, demo);
            engineHome = home;
        });
    }

    /** One event as {@link EventForm} has it; done: the turn as {@link TurnForm} has it. */
    byte[] turn(byte[] event) {
        return answer(out -> {
            Engine running = running();
            TurnForm.write(out, running.turn(EventForm.read(event, home().text())));
        });
    }

    /** All conversations in short; done: JSON as {@link CaseBook#json()} writes it. */
    byte[] cases() {
        return answer(out -> out.vector(book().json()));
    }

    /** One conversation whole; done: JSON as {@link CaseBook#json(String)} writes it. */
    byte[] story(String conversation) {
        return answer(out -> out.vector(book().json(conversation)));
    }

    /** Files of one's own that stand at the server and may be named by a step; done: as {@link AttachedForm} has them. */
    byte[] attached(String conversation) {
        return answer(out -> {
            CaseBook book = book();
            if (!book.conversations().contains(conversation)) throw new Malformed("conversation-unknown");
            out.vector(AttachedForm.write(book.attached(conversation)));
        });
    }

    /** What is still to be mended in a request before it may be sent; done: number of problems, each code and field. */
    byte[] problems(byte[] request, Home home) {
        return answer(out -> {
            List<CaseProblem> problems = CaseRequest.draft(request, home.text()).problems();
            out.varint(problems.size());
            for (CaseProblem problem : problems) {
                text(out, problem.code());
                text(out, problem.field());
            }
        });
    }

    private CaseBook book() throws Malformed {
        CaseBook book = running().cases();
        if (book == null) throw new Malformed("no-device");
        return book;
    }

    private Engine running() throws Malformed {
        Engine running = engine;
        if (running == null) throw new Malformed("engine-not-open");
        return running;
    }

    private Home home() throws Malformed {
        Home home = engineHome;
        if (home == null) throw new Malformed("engine-not-open");
        return home;
    }

    /** Names and codes in the eight languages, which the page brings along; the search needs them. */
    byte[] openReference(byte[] countries, byte[] labels, Home home) {
        return answer(out -> {
            reference = Reference.read(countries, labels, home.text());
            words = new QueryWords(reference, home.text());
            search = null;
        });
    }

    /** What was typed and not signed yet, to be kept sealed; done: the sealed bytes. */
    byte[] sealDrafts(byte[] typed) {
        return answer(out -> out.vector(running().sealDrafts(typed)));
    }

    /** What was kept so; done: the typed bytes. */
    byte[] openDrafts(byte[] sealed) {
        return answer(out -> out.vector(running().openDrafts(sealed)));
    }

    private Search ready(Home home) throws Malformed {
        Engine running = running();
        Reference names = reference;
        QueryWords vocabulary = words;
        if (names == null || vocabulary == null) throw new Malformed("reference-not-open");
        Search ready = search;
        if (ready == null || (indexed != running.listings() && !ready.fits(running.listings()))) {
            DirectoryIndex index = DirectoryIndex.of(running.listings().values(), names, vocabulary, home.text());
            ready = new Search(index, home.zones(), FreshnessLadder.DEFAULT);
            search = ready;
        }
        indexed = running.listings();
        return ready;
    }

    /** Searches with facets, and counts them; question and answer as {@link QuestionForm} has them. */
    byte[] find(byte[] question, Home home) {
        return answer(out -> {
            long now = home.clock().now();
            Search ready = ready(home);
            out.vector(QuestionForm.write(ready.find(QuestionForm.read(question, now, home.text())), now, home));
        });
    }

    /** One listing as {@link CardForm} has it. */
    byte[] card(String id, Home home) {
        return answer(out -> out.vector(CardForm.write(listing(id), running(), home)));
    }

    /** Why that listing may be believed, as {@link ProofForm} has it. */
    byte[] proof(String id, Home home) {
        return answer(out ->
                out.vector(proofs.write(listing(id), running(), home.clock().now())));
    }

    /** The whole directory from above, as {@link WorldForm} has it. */
    byte[] world(Home home) {
        return answer(out -> out.vector(WorldForm.write(running(), home.clock().now())));
    }

    /** Whose vault is open, as {@link OwnerForm} has it. */
    byte[] owner(Home home) {
        return answer(out -> {
            VaultContents opened = vault;
            if (opened == null) throw new Malformed("vault-not-open");
            out.vector(OwnerForm.write(opened, home));
        });
    }

    /** The log as it was read; question and answer as {@link LogForm} has them. */
    byte[] leaves(byte[] question, Home home) {
        return answer(out -> out.vector(LogForm.leaves(question, running(), home)));
    }

    /** One leaf of it. */
    byte[] leaf(int index) {
        return answer(out -> out.vector(LogForm.leaf(index, running(), proofs)));
    }

    /** Opens a guest's vault for an invitation; done: whom it invites, as JSON. */
    byte[] openInvitation(String fragment, String origin, Home home) {
        return answer(out -> {
            Invitation read = Invitation.read(fragment);
            invitation = read;
            sealed = null;
            vault = EnrolForm.guest(read, origin, home);
            engine = null;
            out.vector(EnrolForm.invited(read));
        });
    }

    /** Makes keys and application of an invited one, as {@link EnrolForm#apply} has them. */
    byte[] apply(byte[] card, String passphrase) {
        return answer(out -> {
            Invitation invited = invitation;
            VaultContents guest = vault;
            if (invited == null || guest == null) throw new Malformed("not-invited");
            EnrolForm.apply(out, invited, guest, running(), card, passphrase, home());
        });
    }

    /** What the log says of a device. */
    byte[] standing(String country, String device) {
        return answer(out -> out.vector(EnrolForm.standing(running(), country, device)));
    }

    /** Begins an operator's task, which takes the place of the one before; answers as {@link Errand#into} has it. */
    byte[] beginTask(byte[] task, Home home) {
        return answer(out -> {
            VaultContents opened = vault;
            if (opened == null) throw new Malformed("vault-not-open");
            Errand begun = new Errand(home, OfficeForm.read(task, running(), opened, home.text()));
            errand = begun;
            begun.into(out);
        });
    }

    /** Goes on with the server's answer; status 0 where nobody was reached. */
    byte[] goOn(int status, byte[] body) {
        return answer(out -> {
            Errand waiting = errand;
            if (waiting == null) throw new Malformed("errand-not-waiting");
            waiting.answered(status, body);
            waiting.into(out);
        });
    }

    private VerifiedListing listing(String id) throws Malformed {
        VerifiedListing listing = running().listings().get(id);
        if (listing == null) throw new Malformed("listing-not-here");
        return listing;
    }

    /** Something that is done or refused. */
    interface Step {
        /** Writes what comes of it. */
        void into(ByteWriter out) throws Malformed;
    }

    static byte[] answer(Step step) {
        try {
            ByteWriter out = new ByteWriter().u8(DONE);
            step.into(out);
            return out.toBytes();
        } catch (Malformed refused) {
            return new ByteWriter()
                    .u8(REFUSED)
                    .vector(Utf8.encode(refused.reason()))
                    .toBytes();
        }
    }

    static void text(ByteWriter out, String text) {
        out.vector(Utf8.encode(text));
    }

    private static String kind(VaultOwner owner) {
        return owner instanceof VaultOwner.Device
                ? "device"
                : owner instanceof VaultOwner.Operator ? "operator" : "root";
    }

    private static String country(VaultOwner owner) {
        if (owner instanceof VaultOwner.Device device) return device.country();
        return owner instanceof VaultOwner.Operator operator ? operator.country() : "";
    }
}
