"""Name cues: words beside a name that say what it is, and capitalised words that name nobody."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


TITLES = words_of(
    "M Mr Mrs Ms Miss Mme Mmes Mlle MM Dr Pr Prof Me Monsieur Madame Mademoiselle Docteur Professeur Maître Professor"
    " Doctor Sir Uncle Aunt Auntie Oncle Tante Tata Tonton Sister Brother Father Père Sœur Soeur Frère Abbé"
    " Mister Judge Officer Nurse Coach Reverend Rev Captain Capitaine Commandant Colonel"
)
"""Written before a name with a capital, and no part of it."""

PERSON_BEFORE = words_of(
    "monsieur madame mademoiselle docteur professeur maître oncle tante tata tonton mari femme époux épouse frère sœur"
    " soeur fils fille mère père maman papa cousin cousine beau-frère belle-sœur belle-soeur beau-père belle-mère"
    " neveu nièce parrain marraine collègue chef patron patronne associé associée assistant assistante voisin voisine"
    " ami amie copain copine compagne compagnon conjoint conjointe comptable infirmière stagiaire m'appelle t'appelle"
    " s'appelle s'appelait s'appellent nommé nommée dénommé dénommée prénommé prénommée petit petite"
    " husband wife partner brother sister son daughter mother father mum mom dad uncle aunt cousin nephew niece"
    " colleague boss manager friend neighbour neighbor landlord landlady accountant assistant girlfriend boyfriend"
    " fiancé fiancée called named nicknamed name's doctor professor"
    " sister-in-law brother-in-law mother-in-law father-in-law coworker co-worker roommate supervisor"
) | {"un certain", "une certaine", "nom est", "prénom est", "nom c'est", "prénom c'est", "name is", "name was"}
PERSON_MAYBE = frozenset({"moi c'est", "c'est", "i'm", "i am", "this is", "it's", "little", "avec", "with", "chez"})

FIRM_BEFORE = words_of(
    "société entreprise boîte groupe cabinet garage boulangerie boucherie pharmacie restaurant hôtel clinique mutuelle"
    " banque association fondation filiale librairie menuiserie imprimerie lycée collège école"
    " agence hôpital usine employer"
) | {
    *("travaille chez", "bosse chez", "travaillais chez", "travaillé chez", "bossais chez", "bossé chez", "ans chez"),
    *("salarié chez", "salariée chez", "embauché chez", "embauchée chez", "entré chez", "entrée chez", "poste chez"),
    *("employé chez", "employée chez", "recruté chez", "recrutée chez", "stage chez", "employeur c'est", "de chez"),
    *("work at", "works at", "working at", "worked at", "work for", "works for", "working for", "worked for"),
    *("job at", "job with", "employed by", "hired by", "years at", "employer is", "firm called", "company called"),
    *("company named", "firm named", "the company", "the firm", "nurse at", "teacher at", "engineer at", "manager at"),
    *("société s'appelle", "entreprise s'appelle", "boîte s'appelle", "company is called", "business called"),
}
FIRM_MAYBE = frozenset({"chez"})
THING_NOUNS = words_of(
    "application appli app site logiciel outil plateforme marque produit modèle film livre série jeu programme projet"
    " software tool platform brand product model movie book game programme program project website feature"
)
"""What is called something and is no person: an application, a book."""
FIRM_NOUNS = words_of("société entreprise boîte groupe cabinet company firm business shop agency startup")

FIRM_ENDS = words_of(
    "SARL SAS SASU SA EURL SCOP SNC SCI GIE Inc Ltd LLC LLP PLC Plc GmbH AG Corp Corporation Limited Incorporated"
)
"""Legal forms: what stands before one is a firm."""
FIRM_HEADS = words_of(
    "Cabinet Groupe Société Entreprise Établissements Etablissements Ets Transports Garage Boulangerie Boucherie"
    " Clinique Hôpital Mutuelle Banque Crédit Caisse Lycée Collège École Ecole Université Institut Restaurant Hôtel"
    " Pharmacie Domaine Château Menuiserie Plomberie Électricité Laboratoire Laboratoires Éditions Imprimerie Librairie"
    " Assurances Ateliers Atelier Maison University"
)
FIRM_TAILS = words_of(
    "Haulage Hospital School Group Bakery Mutual Labs Bank College University Agency Partners Associates Consulting"
    " Conseil Solutions Systems Pumps Motors Foods Logistics Industries Services Holdings Studio Studios Clinic Clinics"
    " Insurance Trust Foundation Institute Company Brothers Frères Media Software Technologies Plumbing Roofing"
    " Builders Construction Energy Bros Sons Fils Union Academy Church Pharmacy Garage Farm Farms Brewery"
)

PLACE_BEFORE = words_of(
    "à vers habite habitons habitait vis vit vivons in near from to at toward towards outside around village"
) | {
    *("habite à", "habitait à", "habitons à", "habité à", "habitent à", "vis à", "vit à", "vivons à", "vivait à"),
    *(
        "né à",
        "née à",
        "nés à",
        "grandi à",
        "à côté de",
        "près de",
        "côté de",
        "ville de",
        "commune de",
        "originaire de",
    ),
    *("installé à", "installée à", "installés à", "déménagé à", "loin de", "autour de", "région de", "viens de"),
    *("live in", "lives in", "lived in", "living in", "born in", "grew up in", "based in", "moved to", "up in"),
    *("come from", "comes from", "i'm from", "are from", "outside of", "town of", "city of", "office in", "next to"),
}
HOME_BEFORE = frozenset(
    {
        *("habite à", "habitait à", "habitons à", "habité à", "habitent à", "vis à", "vit à", "vivons à", "vivait à"),
        *("né à", "née à", "nés à", "grandi à", "originaire de", "installé à", "installée à", "installés à"),
        *("déménagé à", "village", "village de", "commune de", "ville de", "live in", "lives in", "lived in"),
        *("living in", "born in", "based in", "moved to", "come from", "comes from", "i'm from", "are from"),
        *("town of", "city of", "côté de", "near", "towards", "vers", "up in"),
    }
)
"""What ties people to a place: a word after it is believed to be one though no list knows it."""

PARTICLES = frozenset(
    {" ", " de ", " du ", " de la ", " des ", " d'", " le ", " la ", " van ", " von ", " van der ", " ben ", " bin "}
    | {" el ", " al ", " di ", " da ", " dos ", " do "}
)
"""What may stand between two words of one name."""

ORDINARY = words_of(
    "aimé aimée ange angel april art august augustin aurore autumn beau bill blanche blessing bob brandy brook brooke"
    " candy capucine carol chance charity chase christian claire clémence cliff comfort constance coral crystal daisy"
    " dale dawn dean désiré destiny diamond dolores don drew duke earl ebony else faith fancy flora fleur flore frank"
    " gene ginger glen grace grant guy harmony hazel heather holly honoré hope hunter innocent iris ivy jade jasmin"
    " jasmine jay jet jewel job joy june juste lance lily lorraine luce marguerite marin marina marine mark mason max"
    " may melody mercy miles misty modeste noël noel océane olive olivier parker pascal pat patience patty peace pearl"
    " penny philippine pierre prudence rave ray raven reine rich rob robin rose ruby rusty sandy serge sienna sky"
    " sterling sue summer sunny tan tanner temple till trinity urban valentine victoire victor violet violette"
    " virginie will willow baptiste clément germain germaine gilles martin martine maxime milan romain romane rosa"
    " sylvain régis félicité parfait aria bas mat deviner canal forum fern rowan ash forest lane wade ward"
    " reading bath mobile orange nice tours sens gap lens split most same opportunity down hull derby cork york sparks"
    " phoenix buffalo independence providence stade boo billings savannah dover bury ain allier aube cher creuse gard"
    " landes lot manche marne nord orne somme var jura tarn castres angers vienne valence saintes moulins agen beaune"
    " cognac champagne troyes sion foix pau laval bruges menton arlington aurora aloha barras colombes marquises sceaux"
    " tulle vannes cannes vitré fougères calais rennes granville mende dreux mâcon redding lancing limerick chandler"
    " derrick highland enderbury davis bangor lawrence warwick columbia eugene regina norfolk devon salem"
)
"""Names that are also ordinary words or something else: not believed where a sentence begins, nor alone in doubt."""

NOBODY = words_of(
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre"
    " octobre novembre décembre monday tuesday wednesday thursday friday saturday sunday january february march april"
    " may june july august september october november december sept oct nov dec jan feb noël pâques toussaint ascension"
    " pentecôte ramadan christmas easter thanksgiving halloween hanukkah dieu god jésus jesus christ allah internet web"
    " google facebook whatsapp instagram youtube twitter linkedin tiktok snapchat messenger skype zoom teams slack"
    " outlook gmail excel word powerpoint office windows microsoft apple iphone ipad mac macbook android linux amazon"
    " netflix spotify uber airbnb booking booking.com tripadvisor paypal visa mastercard bluetooth wifi wi-fi covid"
    " covid-19 chrome firefox safari siri alexa chatgpt github photoshop wikipedia wordpress shopify trello notion"
    " dropbox drive maps youtubeur etsy ebay vinted leboncoin doctolib ikea europe afrique africa asie asia america"
    " amérique états-unis usa état state département department conseil council préfecture mairie maire mayor président"
    " president ministre minister gouvernement government parlement parliament république republic assemblée sénat"
    " senate congress sécurité sociale madame monsieur mademoiselle mesdames messieurs sir madam ma'am mister miss ok"
    " okay oui non yes no hello hi bonjour bonsoir salut merci thanks thank please sorry pardon well so and but or if"
    " then now when where what why who how this that these those there here the a an i you he she it we they my your"
    " his her its our their le la les un une des du de ce cet cette ces mon ma mes ton ta tes son sa ses notre nos"
    " votre vos leur leurs je tu il elle on nous vous ils elles et ou mais donc or ni car si que qui quoi dont où"
    " alors bon ben bah voilà après avant puis enfin bref franchement oh ah eh hé hein euh um uh mm hmm"
    " chez à avec dans pour par sans vers in at with from to for by near"
    " très pourquoi combien jamais toujours souvent parfois trop vite seulement plutôt déjà beaucoup tant debout"
    " peut-être"
    " ouais deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante"
    " cinquante soixante cent mille est-ce ce moi toi lui eux aussi encore ici là comment quand oulala yup yep gotcha"
    " one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty congrats misc mid"
    " sponsor roman nike tesla toyota renault peugeot citroën fnac carrefour leclerc lidl decathlon darty sncf edf"
    " playstation nintendo xbox kickstarter silicon valley sign off moyen âge"
    " terre lune soleil sud est ouest north south east west nord méditerranée atlantique pacifique manche atlantic"
    " pacific english french german spanish italian chinese british american european african indian dutch japanese"
    " tva gps pdf sms cv pme tpe rh it hr ceo cfo cto coo vp seo crm erp api url usb tv dvd cd ok faq kpi roi b2b b2c"
    " chichewa arabic arabe latin catholic protestant muslim islam christian jewish bible coran quran street road"
    " avenue university hospital school bank company group team service services department board euro euros dollar"
    " black friday white house wall brexit olympics cv mr mrs ms dr phd mba bts bac cap dut master licence"
)
"""Capitalised words that lead to nobody, in lower case."""

HUMANS = words_of(
    "il elle qui lui gars homme femme dame monsieur madame fille garçon bébé enfant personne collègue commercial mari"
    " vendeur vendeuse médecin technicien technicienne conseiller conseillère voisin voisine ami amie fils sœur frère"
    " je moi he she who him guy man woman lady girl boy baby kid person fellow bloke chap somebody someone friend rep"
    " doctor nurse teacher technician daughter son husband wife brother sister me my mon ma colleague m'appelle"
)
"""Words that say that it is somebody who is called something."""
