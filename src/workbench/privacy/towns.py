"""Towns: the larger ones of French- and English-speaking countries."""

from __future__ import annotations

ONE_WORD = """
Abbeville Aberdeen Abidjan Agen Aix-en-Provence Ajaccio Akron Albany Albi Albuquerque Alençon Alger Alès Amiens
Anaheim Anchorage Angers Angoulême Annecy Antibes Anvers Arcachon Argenteuil Arles Arlington Arras Asheville
Asnières-sur-Seine Atlanta Aubenas Aubervilliers Auch Augusta Aulnay-sous-Bois Aurillac Auxerre Avignon Baltimore
Bamako Bangor Bar-le-Duc Bastia Bath Bayonne Beaune Beauvais Belfast Belfort Bergerac Besançon Biarritz Billings
Birmingham Bismarck Blackpool Blois Boise Bolton Bordeaux Boston Boulogne-Billancourt Boulogne-sur-Mer
Bourg-en-Bresse Bourges Bournemouth Bradford Bressuire Brest Brighton Bristol Brive Brive-la-Gaillarde Brockton
Brownsville Bruges Bruxelles Buffalo Béthune Béziers Caen Cahors Calais Calgary Calvi Cambrai Cambridge Cannes
Canterbury Carcassonne Cardiff Carlisle Carpentras Casablanca Castres Cergy Chalon-sur-Saône Chambéry
Champigny-sur-Marne Chandler Charleroi Charleston Charleville-Mézières Chartres Chattanooga Cheltenham Cherbourg
Chester Cheyenne Chicago Cholet Châlons-en-Champagne Châteauroux Cincinnati Clermont-Ferrand Cleveland Cognac Colmar
Colombes Columbia Compiègne Concarneau Cork Courbevoie Coventry Cranston Créteil Dakar Dallas Dax Denver Derby
Detroit Digne-les-Bains Dijon Dinan Doncaster Douai Douarnenez Dover Draguignan Dreux Dublin Duluth Dundee Dunkerque
Durham Edinburgh Edmonton Eugene Exeter Fargo Figeac Foix Fontana Fougères Fresno Fribourg Fréjus Gainesville Galway
Gand Gap Gatineau Genève Glasgow Gloucester Granville Greensboro Grenoble Grimsby Guildford Guéret Haguenau Halifax
Hamilton Harrogate Hartford Hastings Hazebrouck Hereford Hexham Hoboken Honolulu Houston Huddersfield Hull Hyères
Inverness Ipswich Irvine Issy-les-Moulineaux Ivry-sur-Seine Jackson Kendal Kitchener Knoxville Lancaster Lannion
Laon Laredo Lausanne Laval Lawrence Leeds Leicester Lens Lexington Libourne Lille Limerick Limoges Lincoln Lisieux
Liverpool Liège London Londonderry Lorient Loudéac Lourdes Lubbock Luton Lyon Macon Madison Manchester Marseille
Maubeuge Mazamet Meaux Memphis Mende Menton Metz Miami Middlesbrough Millau Milwaukee Minneapolis Missoula Mobile
Montauban Montluçon Montpellier Montreuil Montréal Montélimar Morlaix Moulins Mulhouse Muret Mâcon Mérignac Namur
Nancy Nanterre Nantes Narbonne Nashville Neuchâtel Nevers Newark Newcastle Nice Niort Noisy-le-Grand Norfolk Norwich
Nottingham Nîmes Oakland Omaha Oran Orange Orlando Orléans Ottawa Oxford Oyonnax Pantin Paris Parthenay Pau
Pawtucket Pensacola Penzance Peoria Perpignan Pessac Peterborough Philadelphia Phoenix Pittsburgh Plano Plymouth
Poitiers Pontivy Portland Portsmouth Preston Privas Providence Périgueux Quimper Québec Rabat Raleigh Reading Regina
Reims Rennes Reno Richmond Riverside Roanne Rochefort Rochester Rodez Roubaix Rouen Royan Rueil-Malmaison Sacramento
Saint-Brieuc Saint-Denis Saint-Dié Saint-Lô Saint-Malo Saint-Nazaire Saint-Omer Saint-Étienne Saintes Salem
Salisbury Sarcelles Saskatoon Saumur Savannah Saverne Scarborough Scottsdale Seattle Senlis Sens Sheffield
Sherbrooke Shreveport Shrewsbury Sion Soissons Southampton Sparks Spokane Springfield Stockport Stockton
Stoke-on-Trent Strasbourg Sunderland Swansea Swindon Syracuse Sète Sélestat Tacoma Tallahassee Tampa Tarbes
Thionville Thouars Toledo Topeka Toronto Toulon Toulouse Tourcoing Tours Trenton Trois-Rivières Troyes Truro Tucson
Tulle Tulsa Tunis Ussel Valence Valenciennes Vancouver Vannes Verdun Versailles Vichy Vienne Villeurbanne
Vitry-sur-Seine Vitré Voiron Warwick Waterford Watford Westbrook Wichita Wilmington Winchester Winnipeg
Wolverhampton Worcester Wrexham Yonkers York Épinal Évreux Évry
"""
MORE_WORDS = """
Ann Arbor, Baton Rouge, Bury St Edmunds, Colorado Springs, Des Moines, El Paso, Fall River, Fort Worth, Grand
Rapids, Kansas City, La Roche-sur-Yon, La Rochelle, Las Vegas, Le Havre, Le Mans, Le Puy-en-Velay, Les Herbiers,
Little Rock, Long Beach, Los Angeles, Milton Keynes, New Bedford, New Orleans, New York, Saint-Laurent-du-Var, Salt
Lake City, San Antonio, San Diego, San Francisco, San Jose, Santa Fe, St Albans, St. Louis, Virginia Beach
"""
TOWNS = frozenset({*ONE_WORD.split(), *(name.strip() for name in MORE_WORDS.replace("\n", " ").split(","))})
