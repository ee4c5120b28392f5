package org.hublink.client;

import org.hublink.engine.CaseBook;
import org.jspecify.annotations.Nullable;

/** Why something was not done with a case, and what to do now: one sentence of each. */
final class CaseEndings {
    private CaseEndings() {}

    static Ended of(String code, String detail, @Nullable CaseBook book, String conversation) {
        boolean away = code.equals("unreachable");
        return new Ended(away ? ExitCode.UNREACHABLE : ExitCode.REFUSED, code, words(code, detail, book, conversation));
    }

    /** The engine's own words, with what to do where that is known. */
    static Ended explained(Ended refused) {
        var todo = todo(refused.code());
        return todo.isEmpty()
                ? refused
                : new Ended(refused.exitCode(), refused.code(), refused.sentence() + " " + todo);
    }

    private static String words(String code, String detail, @Nullable CaseBook book, String conversation) {
        return switch (code) {
            case "unreachable" -> "The server cannot be reached. Nothing was sent; try again, or call the desk.";
            case "step-not-allowed" -> "This step is not open now." + open(book, conversation);
            case "step-party" -> "Your desk has no part in this case now. Ask a colleague on its roster.";
            case "step-conflict" ->
                "Two steps of this case follow the same one. A head of the desk must resolve that first.";
            case "escalate-early" ->
                "This is for when nobody has acknowledged within ten minutes; until then the desk is rung.";
            case "handling-tlp" -> "The request's TLP does not let it go on to " + detail + ". Ask its sender first.";
            case "handling-ask-first" -> "Its sender wants to be asked before it goes on. Ask: hub case clarify";
            case "handling-not-evidence" -> "Its sender does not let it be used as evidence.";
            case "forward-inside" -> detail + " is in this case already.";
            case "conversation-unknown" ->
                "This device is not in that case any more, so it cannot write there. Ask a colleague of your desk.";
            case "desk-limited" ->
                "You have begun as many cases with " + detail
                        + " as the Hub allows in an hour. Nothing was sent. Ask in a"
                        + " case that is open, let a colleague send it, or call the desk: hub directory show " + detail;
            case "desk-without-devices" ->
                detail + " has no device that the Hub can reach now. Nothing was sent. Call it: hub directory show "
                        + detail;
            case "message-too-large" -> "This is too long for one message. Shorten it.";
            case "chat-length" -> "A message has 1 to 16,384 bytes.";
            default -> {
                var todo = todo(code);
                yield detail + "." + (todo.isEmpty() ? "" : " " + todo);
            }
        };
    }

    private static String open(@Nullable CaseBook book, String conversation) {
        if (book == null || conversation.isEmpty()) {
            return "";
        }
        var steps = CaseView.open(book, conversation, book.story(conversation));
        return steps.isEmpty()
                ? " Your desk waits for the other side."
                : " Open to your desk: " + String.join(", ", steps) + ".";
    }

    private static String todo(String code) {
        return switch (code) {
            case "checkpoint-stale", "clock-off" -> "Compare this machine's clock with a trusted one, then try again.";
            case "removed" ->
                "This device was taken out of a case: it was on hold, or left the roster. What came before stays.";
            case "messages-missing" -> "The server has not handed over everything of a case. Ask the other desk.";
            case "on-hold", "revoked" -> "Your operators have stopped this device. Call them.";
            case "expired" -> "This device's statement has run out. Ask your operators to renew it.";
            case "store-rolled-back", "instance-replaced", "messaging.instance-replaced", "messaging.counter-past" ->
                "Another store of this device has spoken since. Go on with that one; this one only reads.";
            case "messaging.quota" -> "Too much at once. Wait a minute; what you wrote is kept and goes out then.";
            case "messaging.desk-unknown" -> "The log has no such desk. Look it up: hub directory search";
            case "log-fork", "log-shrunk", "log-root-mismatch", "log-behind" ->
                "The server shows another log than before. Nothing is sent; the evidence is kept. Tell your operators.";
            case "imagery-refused", "file-imagery" ->
                "Describe what it shows, or name its hash; a picture goes by the channel that your law names for it.";
            case "file-changed" -> "Attach it again when nobody writes to it any more.";
            case "file-unwritable" -> "Is there room on the disk, and a free name?";
            case "content-digest" -> "What the server handed over is not what was sent. Nothing of it was kept.";
            case "aead-open" ->
                "It was altered on its way or at the server. Nothing of it is shown; tell your operators.";
            case "messaging.content-unknown" ->
                "Its time is over, or it is not for this device. Ask the desk to send it anew.";
            case "messaging.storage-low" -> "The server's disk is nearly full. Steps and messages still go.";
            case "archive-waits" ->
                "A colleague's client wraps the archive's key for this device when it is next connected.";
            case "archive-gap", "archive-withheld", "archive-shrank" ->
                "Records of the archive are missing: erased when their time had come, or kept back. Ask a colleague.";
            case "archive-chain" -> "A colleague's records do not follow each other: one is missing or was replaced.";
            case "archive-differs" ->
                "The archive says otherwise than what this device heard itself; its own copy counts.";
            case "archive-key",
                    "archive-version",
                    "archive-wraps-roster",
                    "archive-wraps-differ",
                    "archive-wrap-foreign" ->
                "This key of the archive is not your desk's. Nothing is filed or read under it; tell your operators.";
            default -> "";
        };
    }

    /** What an alarm of the engine means. */
    static String alarm(String code) {
        var todo = todo(code);
        return todo.isEmpty() ? "Look at this" : todo;
    }
}
