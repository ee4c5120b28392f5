package org.hublink.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hublink.protocol.DeskFunction;
import org.hublink.protocol.MemberState;
import org.hublink.protocol.OwnName;

/** Names and numbers of the demo's desks, in the own script where we can write it. */
final class DemoNames {
    /** By language: child protection, national bureau, legal assistance; each says that it is an example. */
    private static final Map<String, String[]> UNITS = units();

    /** As in the drawings of the page. */
    private static final Map<String, OwnName> DRAWN = Map.of(
            "BR",
            new OwnName("pt", "Plantão Exemplo de Proteção", Map.of("en", "Sample Duty Desk for Protection")),
            "FR",
            new OwnName("fr", "Brigade Exemple", Map.of("en", "Example Brigade")),
            "PT",
            new OwnName("pt", "Piquete Modelo Digital", Map.of("en", "Model Digital Picket")),
            "MZ",
            new OwnName("pt", "Linha Exemplo de Serviço", Map.of("en", "Example Service Line")),
            "MA",
            new OwnName(
                    "ar", "الوحدة النموذجية لحماية القاصرين", Map.of("en", "Model Unit for the Protection of Minors")),
            "AO",
            new OwnName("pt", "Posto Modelo de Contacto", Map.of("en", "Model Contact Post")),
            "BE",
            new OwnName(
                    "nl", "Cel Voorbeeld · Cellule Exemple", Map.of("fr", "Cellule Exemple", "en", "Example Cell")));

    private DemoNames() {}

    static OwnName unit(MemberState state, DeskFunction function) {
        OwnName drawn = function == DeskFunction.CHILD_EXPLOITATION ? DRAWN.get(state.code()) : null;
        if (drawn != null) {
            return drawn;
        }
        String language = "en";
        for (String official : state.official()) {
            if (UNITS.containsKey(official)) {
                language = official;
                break;
            }
        }
        int place = switch (function) {
            case NCB -> 1;
            case MLA -> 2;
            default -> 0;
        };
        String own = UNITS.getOrDefault(language, new String[3])[place];
        String english = UNITS.getOrDefault("en", new String[3])[place];
        return new OwnName(language, own, language.equals("en") ? Map.of() : Map.of("en", english));
    }

    /**
     * A number that rings nowhere: ranges that regulators keep for fiction in France, North America (Brazil has none and
     * borrows it), the United Kingdom and Australia; elsewhere the country code 999, which is not assigned.
     */
    static String phone(String code, int number) {
        String two = String.format(Locale.ROOT, "%02d", number % 100);
        return switch (code) {
            case "BR" -> number < 193 ? "+1 202-555-0142" : "+1 202-555-01" + two;
            case "FR" -> "+33 1 99 00 45 " + two;
            case "US", "CA" -> "+1 202-555-01" + two;
            case "GB" -> "+44 20 7946 09" + two;
            case "AU" -> "+61 2 5550 00" + two;
            default -> String.format(Locale.ROOT, "+999 000 %04d", number);
        };
    }

    static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static Map<String, String[]> units() {
        Map<String, String[]> units = new LinkedHashMap<>();
        put(
                units,
                "ar",
                "المكتب النموذجي لحماية الأطفال",
                "المكتب المركزي الوطني النموذجي",
                "السلطة المركزية النموذجية للمساعدة القانونية");
        put(
                units,
                "en",
                "Example Child Protection Desk",
                "Example National Central Bureau",
                "Example Central Authority for Legal Assistance");
        put(
                units,
                "es",
                "Unidad Ejemplo de Protección de Menores",
                "Oficina Central Nacional de Ejemplo",
                "Autoridad Central de Ejemplo para Asistencia Judicial");
        put(
                units,
                "fr",
                "Brigade Exemple de Protection des Mineurs",
                "Bureau central national Exemple",
                "Autorité centrale Exemple d’entraide judiciaire");
        put(
                units,
                "nl",
                "Voorbeeldteam Kinderbescherming",
                "Voorbeeld Nationaal Centraal Bureau",
                "Voorbeeld Centrale Autoriteit Rechtshulp");
        put(
                units,
                "pt",
                "Unidade Exemplo de Proteção da Criança",
                "Escritório Central Nacional Exemplo",
                "Autoridade Central Exemplo de Cooperação Jurídica");
        put(
                units,
                "ru",
                "Образцовый отдел защиты детей",
                "Образцовое национальное центральное бюро",
                "Образцовый центральный орган правовой помощи");
        put(units, "zh", "示例儿童保护值班室", "示例国家中心局", "示例司法协助中央机关");
        put(
                units,
                "de",
                "Musterdienststelle Kinderschutz",
                "Nationales Zentralbüro (Muster)",
                "Zentrale Behörde für Rechtshilfe (Muster)");
        put(
                units,
                "it",
                "Unità Esempio Tutela Minori",
                "Ufficio Centrale Nazionale Esempio",
                "Autorità centrale Esempio per l’assistenza giudiziaria");
        put(units, "ja", "見本 児童保護デスク", "見本 国家中央事務局", "見本 共助中央当局");
        put(units, "ko", "예시 아동보호 데스크", "예시 국가중앙사무국", "예시 사법공조 중앙기관");
        put(units, "tr", "Örnek Çocuk Koruma Birimi", "Örnek Ulusal Merkez Bürosu", "Örnek Adli Yardım Merkezi Makamı");
        put(
                units,
                "id",
                "Unit Contoh Perlindungan Anak",
                "Biro Pusat Nasional Contoh",
                "Otoritas Pusat Contoh Bantuan Hukum");
        put(units, "fa", "واحد نمونه حمایت از کودکان", "دفتر مرکزی ملی نمونه", "مرجع مرکزی نمونه معاضدت قضایی");
        put(
                units,
                "sv",
                "Exempelenheten för barnskydd",
                "Nationella centralbyrån (exempel)",
                "Centralmyndigheten för rättslig hjälp (exempel)");
        put(
                units,
                "pl",
                "Przykładowy Wydział Ochrony Dzieci",
                "Przykładowe Krajowe Biuro",
                "Przykładowy organ centralny pomocy prawnej");
        put(
                units,
                "uk",
                "Зразковий відділ захисту дітей",
                "Зразкове національне центральне бюро",
                "Зразковий центральний орган правової допомоги");
        put(
                units,
                "el",
                "Υπόδειγμα Μονάδας Προστασίας Παιδιών",
                "Υπόδειγμα Εθνικού Κεντρικού Γραφείου",
                "Υπόδειγμα Κεντρικής Αρχής Δικαστικής Συνδρομής");
        return units;
    }

    private static void put(
            Map<String, String[]> units, String language, String protection, String bureau, String assistance) {
        units.put(language, new String[] {protection, bureau, assistance});
    }
}
