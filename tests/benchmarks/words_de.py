"""German of our own for the synthetic stream: words, phrases and the inflection of both.

The slots are those of ``words``, each with a form behind its letter. Of nouns (``n``, ``t``,
``e``, ``b``, and ``z``, a compound of two): a determiner (``d`` definite, ``i`` indefinite,
``p`` definite plural, ``o`` none), a case (``n``, ``g``, ``d``, ``a``) and ``j`` when an
adjective belongs in. Of organisations: a determiner and a case. Of verbs: ``t`` past, ``m`` past
plural, ``p`` participle, ``i`` infinitive. Of adjectives the ending. Of people and places ``g``
for the genitive, of places ``r`` for the adjective, of counts ``d`` for the dative. ``a`` is a
date, ``f`` a fraction.

The rules of inflection are short, and know no umlaut in the plural.
"""

from __future__ import annotations

import re

from tests.benchmarks import words
from tests.benchmarks.words import EventType, Language, Letters

_GENDERS: dict[str, str] = {}
_FEMININE = re.compile(r"(ung|heit|keit|schaft|ion|tät|ik|ur|anz|enz|e|in)$")
_NEUTER = re.compile(r"(chen|um|ment)$")


def _nouns(listed: str) -> tuple[str, ...]:
    """Read nouns, each with ``:`` and its gender where its ending does not tell."""
    result = []
    for item in listed.split():
        noun, _, stated = item.partition(":")
        if stated:
            _GENDERS[noun] = stated
        result.append(noun)
    return tuple(result)


NOUNS = _nouns(
    """Regierung Jahr:n Volk:n Unternehmen:n Gruppe Plan Bericht Stadt:f Land:n Gesetz:n Markt
    Woche Monat Chef Arbeiter Familie Haus:n Schule Gericht:n Richter Fall Anwalt Schüler Lehrer
    Arzt Klinik Straße Brücke Flughafen Zug Fahrer Fahrgast Polizei:f Beamter Gewerkschaft
    Gespräch:n Abkommen:n Stimme Kampagne Wähler Haushalt Steuer:f Preis Kosten Bank:f Fonds Anteil
    Anleger Kunde:m Firma:f Fabrik Arbeitsplatz Lohn Vertrag Projekt:n Gelände:n Gebäude:n Wohnung
    Gegend:f Region Grenze Dorf:n Fluss See:m Sturm Jahreszeit Wetter:n Hof Ernte Nahrung Wasser:n
    Strom Energie Werk:n Motor Fahrzeug:n Schiff:n Hafen Besatzung Kapitän Spieler Trainer
    Mannschaft Verein Partie Titel Rekord Menge Zuschauer Film Künstler Lied:n Buch:n Museum
    Kirche Insel:f Küste Wald Tier:n Hund Patient Medikament Versuch Studie Forscher
    Universität Ergebnis:n Zahl:f Quote Anstieg Rückgang Risiko:n Drohung Angriff Waffe Soldat
    Truppe Armee Minister Präsident Bürgermeister Partei:f Mitglied:n Ausschuss Rat Behörde Amt:n
    Abteilung Sprecher Erklärung Interview:n Brief Telefon:n Netz:n Rechner System:n Dienst Konto:n
    Entscheidung Anordnung Regel:f Verbot:n Obergrenze Prüfung Berufung Prozess Anklage Urteil:n
    Gefängnis:n Opfer:n Verdächtiger Zeuge:m Straftat:f Beweis Kamera:f Bild:n Nachricht:f
    Vorwurf Streit Protest Marsch Forderung Recht:n Zugang Sicherheit Unfall Feuer:n Schaden
    Reparatur Rettung Suche Einsatz Notfall Alarm Warnung Gerücht:n Treffen:n Konferenz Besuch
    Reise Gipfel Vereinbarung Sanktion Handel Ausfuhr:f Einfuhr:f Lieferant Laden Gaststätte Hotel:n
    Tourist Karte Fest:n Feier:f Jubiläum Auszeichnung Geschenk:n Schuld:f Darlehen:n Zahlung
    Rente Versicherung Politik Reform:f Änderung Bemühung Strategie Ziel:n Rolle Laufbahn:f
    Zukunft:f Vergangenheit Geschichte Erinnerung Frage Antwort:f Problem:n Thema:n Sorge Grund
    Ursache Folge Wirkung Vorteil Verlust Gewinn Umsatz Wachstum Wirtschaft Industrie Branche
    Erzeugung Ausrüstung Maschine Werkzeug:n Stoff Metall:n Öl:n Gas:n Kohle Leitung Kabel:n
    Strecke Gleis:n Bahnhof Tunnel Mauer:f Tor:n Tür:f Fenster:n Dach:n Boden Zimmer:n Garten Park
    Feld:n Hügel Berg Tal:n Morgen Abend Nacht:f Wochenende:n Sommer Winter Frühling Herbst Stunde
    Minute Zeitraum Jahrzehnt:n Mutter:f Vater Sohn Tochter:f Bruder Schwester:f Freund Nachbar
    Kollege:m Partner Besucher Anwohner Fachmann Kritiker Anhänger Gegner Bewerber Sieger Besitzer
    Leiter Vorsitzender Gründer Ingenieur Bauer Pflegerin Wächter Pilot Seemann Reiter Läufer"""
)

# Infinitive, or infinitive/past/participle where the rule for weak verbs fails.
VERBS = tuple(
    """sagen melden ankündigen/kündigte/angekündigt behaupten verneinen bestätigen
    ablehnen/lehnte/abgelehnt billigen fordern unterstützen kritisieren loben warnen
    versprechen/versprach/versprochen verweigern fragen verlangen anbieten/bot/angeboten
    starten öffnen schließen/schloss/geschlossen bewegen ordnen verzögern
    absagen/sagte/abgesagt planen beginnen/begann/begonnen beenden stoppen
    fortsetzen/setzte/fortgesetzt ändern erhöhen senken steigern verringern verdoppeln
    unterzeichnen verabschieden blockieren bezweifeln prüfen untersuchen verhaften
    beschuldigen räumen entlassen/entließ/entlassen verletzen retten evakuieren beschädigen
    zerstören reparieren ersetzen entfernen/entfernte/entfernt installieren entdecken
    enthüllen veröffentlichen messen/maß/gemessen testen vergleichen/verglich/verglichen
    erwarten schätzen berechnen zählen sammeln liefern kaufen handeln leihen/lieh/geliehen
    investieren finanzieren besuchen begrüßen organisieren vorbereiten/bereitete/vorbereitet
    einstellen/stellte/eingestellt ernennen/ernannte/ernannt wählen nennen/nannte/genannt
    verteidigen angreifen/griff/angegriffen besiegen verfolgen folgen
    aussetzen/setzte/ausgesetzt wiederherstellen/stellte/wiederhergestellt feiern betrauern
    erinnern beschreiben/beschrieb/beschrieben erklären diskutieren erwägen/erwog/erwogen
    empfehlen/empfahl/empfohlen vorschlagen/schlug/vorgeschlagen einführen/führte/eingeführt
    aufheben/hob/aufgehoben übernehmen/übernahm/übernommen""".split()
)

ADJECTIVES = tuple(
    """neu alt groß klein örtlich national ausländisch öffentlich privat früh spät wichtig ehemalig
    jetzig jüngst schwer leicht ernst stark schwach hoh niedrig lang kurz jung politisch
    wirtschaftlich finanziell sozial rechtlich militärisch medizinisch technisch ländlich städtisch
    nördlich südlich östlich westlich zentral regional gemeinsam unabhängig amtlich unerwartet
    plötzlich schnell langsam stetig scharf tief breit eng offen leer voll ruhig wütend besorgt
    vorsichtig zuversichtlich bitter heftig angespannt schwierig einfach selten gewöhnlich beliebt
    berühmt unbekannt getrennt ähnlich anderweitig endgültig anfänglich jährlich monatlich täglich
    vorläufig dauerhaft teilweis vollständig erfolgreich tödlich gefährlich sicher illegal
    historisch modern hölzern elektrisch digital weltweit übrig""".split()
)

ROLES = tuple(
    """Bürgermeister Minister Gouverneur Sprecher Sprecherin Vorsitzender Direktor Professor Trainer
    Kapitän Senator Staatsanwalt Richter Anwalt Ingenieur Analyst Ökonom Inspektor Kommissar
    Sekretär Präsident Schatzmeister Gründer Anwohner Zeuge Landwirt Arzt Botschafter General
    Stadtrat""".split()
)

COUNTED = tuple(
    """Menschen Arbeiter Anwohner Fahrgäste Häuser Stimmen Stellen Schüler Patienten Aktien
    Fahrzeuge Soldaten Besucher Kunden Familien Tonnen Hektar Gebäude Fälle Plätze Beschwerden
    Dollar Euro Flüge Mitglieder""".split()
)

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = tuple(
    """Januar Februar März April Mai Juni Juli August September Oktober November Dezember""".split()
)


def _kind(nouns: str, verbs: str, *phrases: str) -> EventType:
    return EventType(_nouns(nouns), tuple(verbs.split()), phrases)


EVENT_TYPES = (
    _kind(
        "Erdbeben:n Erschütterung Beben:n Epizentrum Nachbeben:n Stärke Trümmerfeld:n Verwerfung",
        "erschüttern einstürzen/stürzte/eingestürzt verschütten reißen/riss/gerissen",
        "in einer Tiefe von {k} Kilometern",
        "mit einer Stärke von {f}",
        "gefolgt von {k} Nachbeben",
    ),
    _kind(
        "Unfall Zusammenstoß Entgleisung Wrack:n Waggon Kreuzung Lastwagen Aufprall",
        "kollidieren entgleisen schleudern kippen",
        "kurz nach {k} Uhr",
        "auf der Fahrt nach {l}",
        "in einer Kurve bei {l}",
    ),
    _kind(
        "Streik:m Ausstand Streikposten Stillstand Urabstimmung Verhandlung Tarif Überstunde",
        "streiken lahmlegen/legte/lahmgelegt verhandeln abstimmen/stimmte/abgestimmt",
        "wegen {f} Prozent mehr Lohn",
        "für die Dauer von {k} Tagen",
        "vor den Toren {odg}",
    ),
    _kind(
        "Wahl:f Stimmzettel Wahlbeteiligung Umfrage Mehrheit Koalition Neuauszählung Wahlkreis",
        "unterliegen/unterlag/unterlegen wählen werben/warb/geworben auszählen/zählte/ausgezählt",
        "nach Auszählung von {f} Prozent der Stimmen",
        "in der zweiten Runde in {l}",
        "mit einem Vorsprung von {k} Punkten",
    ),
    _kind(
        "Ergebnis:n Gewinn Quartal:n Dividende Prognose Erlös Ausblick Bilanz",
        "verdienen einbrechen/brach/eingebrochen klettern übertreffen/übertraf/übertroffen",
        "im Quartal bis zum {a}",
        "ein Plus von {f} Prozent zum Vorjahr",
        "verglichen mit Prognosen von {f}",
    ),
    _kind(
        "Brand Feuer:n Rauch Flamme Lagerhalle Feuerwehrmann Löschwasser:n Brandstiftung",
        "brennen/brannte/gebrannt ausbrennen/brannte/ausgebrannt glimmen entzünden",
        "mit {k} Löschzügen vor Ort",
        "griff auf eine Lagerhalle in {l} über",
        "vor Sonnenaufgang am {d}",
    ),
    _kind(
        "Prozess Urteil:n Geschworener Angeklagter Gerichtssaal Strafe Revision Geständnis:n",
        "verurteilen freisprechen/sprach/freigesprochen aussagen/sagte/ausgesagt einräumen",
        "nach {k} Verhandlungstagen",
        "zu {k} Jahren Haft",
        "vor dem Landgericht {l}",
    ),
    _kind(
        "Spiel:n Treffer Elfmeter Verteidiger Stürmer Halbzeit:f Liga:f Stadion:n",
        "treffen/traf/getroffen punkten ausgleichen/glich/ausgeglichen schießen/schoss/geschossen",
        "in der {k}. Minute",
        "vor {cd}",
        "auswärts bei {odd} am {d}",
    ),
    _kind(
        "Sturm Orkan Regen Bö:f Sturmflut:f Küstenort Meteorologe:m Unwetter:n",
        "peitschen überschwemmen verwüsten abschwächen/schwächte/abgeschwächt",
        "mit Böen von {k} Kilometern in der Stunde",
        "rund {k} Kilometer vor {l}",
        "bis zum Abend des {d}s",
    ),
    _kind(
        "Protest Kundgebung Demonstrant Menge Transparent:n Platz Barrikade Sprechchor",
        "marschieren skandieren versammeln zerstreuen",
        "auf dem Hauptplatz von {l}",
        "am {k}. Tag in Folge",
        "unter den Augen der {lr} Polizei",
    ),
    _kind(
        "Raub Diebstahl Einbrecher Bande Schmuck Tresor Fluchtwagen Beute",
        "rauben stehlen/stahl/gestohlen fliehen/floh/geflohen überfallen/überfiel/überfallen",
        "aus einem Juweliergeschäft in {l}",
        "in weniger als {k} Minuten",
        "in einem gestohlenen Wagen am {d}",
    ),
    _kind(
        "Fusion Übernahme Gebot:n Zukauf Beteiligung Aktionär Kartellamt:n Aufschlag",
        "fusionieren übernehmen/übernahm/übernommen bewerten bieten/bot/geboten",
        "zu {f} Euro je Aktie",
        "für einen Anteil von {f} Prozent",
        "vorbehaltlich der Zustimmung in {l}",
    ),
    _kind(
        "Start Rakete Satellit Umlaufbahn:f Kapsel:f Raumfahrer Countdown Nutzlast:f",
        "abheben/hob/abgehoben kreisen andocken/dockte/angedockt abbrechen/brach/abgebrochen",
        "vom Weltraumbahnhof {l}",
        "in eine Umlaufbahn von {k} Kilometern",
        "nach {k} verschobenen Versuchen",
    ),
    _kind(
        "Ausbruch Virus:n Ansteckung Impfstoff Quarantäne Symptom:n Station Seuche",
        "anstecken/steckte/angesteckt impfen isolieren verbreiten",
        "mit {k} bestätigten Fällen in {l}",
        "auf der Intensivstation in {l}",
        "in den vergangenen {k} Tagen",
    ),
    _kind(
        "Hochwasser:n Deich Damm Niederschlag Überlauf Schlamm Sandsack Stausee",
        "überfluten überlaufen/lief/übergelaufen einschließen/schloss/eingeschlossen pumpen",
        "stieg {k} Meter über normal",
        "schnitt die Straße nach {l} ab",
        "nach {k} Stunden Regen",
    ),
    _kind(
        "Haushalt Ausgabe Defizit:n Abgabe Überschuss Finanzamt:n Sparkurs Zuschuss",
        "einplanen/plante/eingeplant besteuern zuweisen/wies/zugewiesen kürzen",
        "auf {f} Prozent der Wirtschaftsleistung",
        "in den nächsten {k} Jahren",
        "in einer Rede in {l}",
    ),
    _kind(
        "Ernennung Nachfolger Rücktritt Posten Vorstand Kandidatin Amtszeit:f Vakanz",
        "berufen/berief/berufen zurücktreten/trat/zurückgetreten ablösen/löste/abgelöst nominieren",
        "nach {k} Jahren im Amt",
        "an der Spitze {odg}",
        "mit Wirkung vom {a}",
    ),
    _kind(
        "Begräbnis:n Tod Würdigung Nachruf Vermächtnis:n Trauergast Krankheit Denkmal:n",
        "sterben/starb/gestorben trauern beerdigen ehren",
        "im Alter von {k} Jahren",
        "nach langer Krankheit in {l}",
        "hinterlässt {k} Kinder",
    ),
    _kind(
        "Schießerei:f Schütze:m Kugel:f Krankenwagen Motiv:n Schusswechsel Gewehr:n Belagerung",
        "schießen/schoss/geschossen verwunden feuern aufgeben/gab/aufgegeben",
        "auf einem Parkplatz in {l}",
        "mindestens {k} Mal",
        "in ein Krankenhaus in {l} gebracht",
    ),
    _kind(
        "Gipfel Waffenruhe Gesandter Verhandlung Delegation Abkommen:n Vermittler Botschaft",
        "aushandeln/handelte/ausgehandelt vermitteln schlichten stocken",
        "am {k}. Tag der Gespräche",
        "hinter verschlossenen Türen in {l}",
        "nach einem Plan mit {k} Punkten",
    ),
    _kind(
        "Rückruf Mangel Baureihe Bremse Batterie Händler Fehler Aufsicht",
        "zurückrufen/rief/zurückgerufen versagen überhitzen kontrollieren",
        "gebaut zwischen {k} und {k}",
        "in {k} gemeldeten Fällen",
        "verkauft von Händlern in {l}",
    ),
    _kind(
        "Festival:n Bühne Konzert:n Publikum Premiere Sängerin Album:n Preis",
        "auftreten/trat/aufgetreten aufführen/führte/aufgeführt spielen singen/sang/gesungen",
        "zum {k}. Mal in Folge",
        "auf der Freilichtbühne in {l}",
        "in einem Programm mit {k} Auftritten",
    ),
    _kind(
        "Studie Forscherin Stichprobe Versuch Fachzeitschrift:f Befund Methode Therapie",
        "messen/maß/gemessen beobachten testen folgern",
        "in einer Stichprobe von {cd}",
        "über einen Zeitraum von {k} Jahren",
        "in einer Fachzeitschrift vom {a}",
    ),
    _kind(
        "Hackerangriff Datenleck:n Schadsoftware:f Passwort:n Server Lösegeld:n Leck:n Attacke",
        "hacken durchsickern/sickerte/durchgesickert verschlüsseln offenlegen/legte/offengelegt",
        "für {k} Stunden am {d}",
        "auf den Servern {odg}",
        "mit einem Lösegeld von {k} Münzen",
    ),
)

SUBJECTS = (
    "{tdnj}", "{p}", "{p}", "{odn}", "{c}", "Behörden in {l}", "{nin} {odg}",
    "Anwohner aus {l}", "mehr als {c}", "{ndn} {edg}", "{ninj} bei {l}", "{zdn}", "{binj}",
    "{nin} und {ein}", "{tdn} in {l}", "{ndnj} und {p}", "kein {jer} {non}", "{nin} aus {l}",
    "der {lr} {non}", "{npn} {tdg}",
)  # fmt: skip

PREDICATES = (
    "{vt} {nda} {tdg}",
    "{vt}, dass {ndn} {eda} {vp} hatte",
    "wurde nach {tdd} in {l} {vp}",
    "{ut} {niaj}",
    "hatte {bda} {vp}",
    "{vt} und {vt} {nda}",
    "{vt} {eia} für {oda}",
    "{ut} in der Nähe {ndg}",
    "{ut}, als {edn} {vt}",
    "hat seine {noa} {vp}",
    "wurde von {ndd} nicht {vp}",
    "{vt} weder {tda} noch {nda}",
    "würde {vp}, wenn {ndn} {vt}",
    "{vt}, was {p} über {eda} {vt}",
    "war mit {bidj} {vp} worden",
    "{vt} {c}",
    "{vt} zu {nid}, {eda} {odn} {vt}",
    "{vt}, wie {ninj} {vt}",
    "wurden in {zdd} {vp}",
    "will {npa} nach {l} {vi}",
)

ADJUNCTS = (
    "in {l}",
    "am {d}",
    "bei {l}",
    "nach {nidj} {tdg}",
    "weil {ndn} {vp} wurde",
    "während {edn} von {odd} {vp} wurde",
    "mit {cd}",
    "nahe {ndd} von {l}",
    "bevor {ndn} und {bdn} {vp} wurden",
    "trotz {nigj}",
    "unter {bid} {non}",
    "als {p} {nda} {vt}",
    "obwohl wenige {npn} {vm}",
    "zwischen {ndd} und {edd}",
    "für etwa {k} {npn}",
    "wo {nin} {tda} {vt}",
    "darunter {ninj}",
    "{tdn} {vt} dabei {bda}",
    "bei {eid} {non}",
    "ohne {nia} {odg}",
    "als {odn} {nda} {vt}",
    "seit {tddj}",
    "und {vt} {ndaj}",
    "aber {ndn} {vt}",
    "sodass {p} nicht {vp} werden konnte",
    "bis {d}",
    "entlang {bdg}",
    "durch {zda}",
    "statt {eigj}",
    "während {ndg} in {l}",
    "am {a}",
)

OPENERS = (
    "Am {d}", "In {l}", "Nach {tdd}", "Seit {k} {npn}", "Trotz {ndgj}", "Laut {odd}", "Vor {edd}",
    "Mit {cd}", "Als {ndn} {vt}", "Bei {bdd}", "Am {a}",
)  # fmt: skip

ATTRIBUTIONS = (
    "sagte {p}",
    "sagte ein Sprecher {odg}",
    "so {p}",
    "teilte {odn} am {d} mit",
    "sagte der {r}",
    "erklärte {p} der Presse",
    "wie {ninj} berichtete",
)

QUOTES = (
    "wir haben jeden {non} {vp} und {edn} wurde {vp}, bevor einer von uns {tda} {vi} konnte",
    "ich habe noch nie {niaj} wie diesen {vp} und ich will {eda} nicht wieder sehen",
    "niemand hat {nda} für uns {vp} und deshalb {vt} {bdn}, als {tdn} {vt}",
    "hier gibt es {niaj} und mein {non} {vt} es lange bevor {odn} {eda} {vt}",
    "wenn {ndn} {vp} wird, werden {c} fragen, wofür {tdn} gut war",
    "bei {edd} geht es nicht um {nia}, sondern um {ndaj}, den wir in {l} {vm}",
)

HEADLINES = (
    "{ton} in {l} {ut} {noa}",
    "{p} {vt} {eoa} nach {tod}",
    "{oon} {vt} {noa} wegen {tog}",
    "{c} bei {zod} in {l} {vp}",
    "{lr} {non} {vt}: {ton} {ut} {eoa}",
    "{ton} bei {l}: {c} ohne {noa}",
    "was wir über {tda} in {l} wissen",
    "{p} {vt} {noaj} in {l}",
    "{eon} und {non} {vt} nach {zod} in {l}",
    "{oon} und {p} {vm} {eoa}",
)

TOP_LINES = (
    "Zum Inhalt springen",
    "Startseite | Nachrichten | Politik | Wirtschaft | Sport | Meinung",
    "{name} | Abonnieren | Anmelden",
    "Diesen Artikel auf Facebook, X oder per E-Mail teilen",
    "Artikel anhören",
    "Von der Redaktion {name}",
    "Eilmeldungen, Wetter und Verkehr aus {city}",
    "Suche | Menü | Mein Konto",
)
MIDDLE_LINES = (
    "Anzeige",
    "Der Artikel wird nach der Anzeige fortgesetzt",
    "Abonnieren Sie {name} am Morgen, unseren kostenlosen Newsletter.",
    "Jetzt {name} lesen: unbegrenzter Zugang zu Nachrichten aus {city}.",
    "Die wichtigsten Themen von {name} jeden Morgen in Ihrem Postfach.",
)
TEASER_HEADS = (
    "Mehr von {name}", "Meistgelesen", "Verwandte Themen", "Lesen Sie auch", "Topthemen",
)  # fmt: skip
BOTTOM_LINES = (
    "Copyright {name}. Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung.",
    "Folgen Sie {name} auf Facebook, X und Instagram für Neuigkeiten aus {city}.",
    "Laden Sie die App von {name} für Eilmeldungen und das Wetter in {city}.",
    "Haben Sie einen Hinweis? Schreiben Sie der Redaktion von {name} oder rufen Sie uns an.",
    "{name} gehört zur Verlagsgruppe {owner}, die Leser in {city} und darüber hinaus erreicht.",
    "Unser Journalismus lebt von Lesern. Bitte erwägen Sie eine Spende an die Stiftung {owner}.",
    "Leserbriefe an {name} sollten höchstens 200 Wörter lang sein und Name und Anschrift tragen.",
    "Impressum | Datenschutz | Kontakt | Werben bei uns",
    "Der Newsletter von {owner} bringt Ihnen die neuesten Schlagzeilen ins Postfach.",
    "Um zu kommentieren, melden Sie sich an oder registrieren Sie sich kostenlos bei {name}.",
)
AGENCIES = ("meridian", "Presseagentur Nordtor", "Küstendienst")

PLACES = ("{}", "{}", "{}", "Bad {}", "Nieder{}", "{}stadt", "{}see")
_ORGANISATIONS = {
    "{} AG": "f",
    "Stadtrat {}": "m",
    "{}-Bank": "f",
    "FC {}": "m",
    "Institut {}": "n",
    "{}-Gruppe": "f",
}
_HEADS = (("AG", "f"), ("Bank", "f"), ("Gruppe", "f"), ("Institut", "n"))

_LETTERS = Letters(
    tuple("b d f g h k l m n p r s t w z br dr gr kr pf st tr sch fl".split()),
    ("a", "e", "i", "o", "u", "ä", "ö", "ü"),
    tuple("n r l m ß t tz nd rn lt ng ck".split()),
)
# Last parts of the compounds among the invented words.
_TAILS = _nouns("amt:n werk:n brücke gesetz:n projekt:n steuer:f plan verfahren:n streit anlage")
_CASES = "nadg"
_ARTICLES = {
    "d": {"m": "der den dem des", "f": "die die der der", "n": "das das dem des"},
    "i": {"m": "ein einen einem eines", "f": "eine eine einer einer", "n": "ein ein einem eines"},
    "p": dict.fromkeys("mfn", "die die den der"),
}
_ENDINGS = {
    "d": {"m": "e en en en", "f": "e e en en", "n": "e e en en"},
    "i": {"m": "er en en en", "f": "e e en en", "n": "es es en en"},
    "o": {"m": "er en em en", "f": "e e er er", "n": "es es em en"},
    "p": dict.fromkeys("mfn", "en en en en"),
}
_NO_GE = re.compile(r"(be|ver|er|ent|zer|über|unter)\w{3}|\w+ieren$")


def term(number: int) -> str:
    """Return an invented noun; one in three is a compound with a known last part."""
    word = words.spell(number, _LETTERS).capitalize()
    return word + _TAILS[number // 12 % len(_TAILS)] if number // 4 % 3 == 0 else word


def gender(noun: str) -> str:
    """Return ``m``, ``f`` or ``n``: as listed, of the last part, or by the ending."""
    stated = _GENDERS.get(noun)
    if stated:
        return stated
    tail = next((tail for tail in _TAILS if noun.endswith(tail)), "")
    if tail in _GENDERS:
        return _GENDERS[tail]
    if _NEUTER.search(noun):
        return "n"
    return "f" if _FEMININE.search(noun) else "m"


def inflect(kind: str, word: str, form: str, adjective: str, draw: float) -> str:
    """Return a word in the form that a slot asks for (see the module); ``draw`` is not used."""
    if kind == "z":
        first, last = word.split("+")
        link = "s" if first.endswith(("ung", "ion", "heit", "keit")) else ""
        return _phrase(first + link + last.lower(), gender(last), form, adjective)
    if kind in "nteb":
        return _phrase(word, gender(word), form, adjective)
    if kind == "o":
        own = next((gender for head, gender in _HEADS if head in word), "m")
        return _with_article(word, own, form)
    if kind in "vu":
        return _verb(word, form)
    if kind == "c":
        return word if word[-1] in "nso" else word + "n"
    if kind == "l" and form == "r":
        return word + "er"
    return word + form if kind == "j" else word + "s"


def _with_article(noun: str, own: str, form: str) -> str:
    listed = _ARTICLES.get(form[0])
    return f"{listed[own].split()[_CASES.index(form[1])]} {noun}" if listed else noun


def _phrase(noun: str, own: str, form: str, adjective: str) -> str:
    case = _CASES.index(form[1])
    if adjective:
        ending = _ENDINGS[form[0]][own].split()[case]
        return _with_article(f"{adjective}{ending} {_noun(noun, own, form)}", own, form)
    return _with_article(_noun(noun, own, form), own, form)


def _noun(noun: str, own: str, form: str) -> str:
    if form[0] == "p":
        many = _plural(noun, own)
        return many + "n" if form[1] == "d" and many[-1] not in "ns" else many
    if form[1] == "g" and own != "f":
        return noun + ("es" if noun[-1] in "sßzx" else "s")
    return noun


def _plural(noun: str, own: str) -> str:
    if own == "f":
        return noun + ("n" if noun.endswith(("e", "er", "el")) else "en")
    if noun.endswith("e"):
        return noun + "n"
    return noun if noun.endswith(("er", "el", "en")) else noun + "e"


def _verb(listed: str, form: str) -> str:
    infinitive, *strong = listed.split("/")
    if form == "i":
        return infinitive
    if strong:
        return strong[1] if form == "p" else strong[0] + _more(strong[0], form)
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    link = "e" if re.search(r"([dt]|[^lrhaeiouäöü]n)$", stem) else ""
    if form == "p":
        return ("" if _NO_GE.match(infinitive) else "ge") + stem + link + "t"
    return f"{stem}{link}te{_more('te', form)}"


def _more(past: str, form: str) -> str:
    if form != "m":
        return ""
    return "n" if past.endswith("e") else "en"


GERMAN = Language(
    code="de",
    nouns=NOUNS,
    verbs=VERBS,
    adjectives=ADJECTIVES,
    roles=ROLES,
    # Names of people and places are those of the English stream: the same event has the same.
    first_names=tuple(words.FIRST_NAMES),
    counted=COUNTED,
    weekdays=WEEKDAYS,
    months=MONTHS,
    date="{day}. {month}",
    separators=".,",
    event_types=EVENT_TYPES,
    subjects=SUBJECTS,
    predicates=PREDICATES,
    adjuncts=ADJUNCTS,
    openers=OPENERS,
    attributions=ATTRIBUTIONS,
    quotes=QUOTES,
    quotation="„{}“, sagte {}.",
    headlines=HEADLINES,
    top_lines=TOP_LINES,
    middle_lines=MIDDLE_LINES,
    teaser_heads=TEASER_HEADS,
    bottom_lines=BOTTOM_LINES,
    agencies=AGENCIES,
    outlets=("Herold", "Kurier", "Post", "Zeitung", "Echo", "Anzeiger", "Tageblatt", "Rundschau"),
    owner="{} Medien",
    place_forms=PLACES,
    organisation_forms=tuple(_ORGANISATIONS),
    term=term,
    name=words.spell,
    surname=lambda first, name: name.capitalize(),
    inflect=inflect,
)
