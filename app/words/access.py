"""The words of sign-in, account and administration, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.text import Text, same
from layers.words import typeset

if TYPE_CHECKING:
    from geodata.text import Lang

ACCESS_WORDS: Final[dict[str, Text]] = {
    "title": Text("Atlas de la Mission", "Mission Atlas"),
    "sign_in": Text("Se connecter", "Sign in"),
    "sign_in_about": Text(
        "Pour voir ce que votre rôle permet. Sans compte, demandez-le à qui tient cet atlas.",
        "To see what your role allows. If you have no account, ask whoever runs this atlas.",
    ),
    "name": Text("Nom d’utilisateur", "User name"),
    "password": Text("Mot de passe", "Password"),
    "provider": Text("Continuer chez votre fournisseur d’identité", "Continue at your identity provider"),
    "wrong": Text(
        "Ce nom et ce mot de passe ne vont pas ensemble. Vérifiez-les et recommencez.",
        "This name and password do not go together. Check both and try again.",
    ),
    "wait": Text(
        "Trop d’essais. Recommencez dans {minutes} min.", "Too many attempts. Try again in {minutes} min."
    ),
    "stale": Text(
        "Ce formulaire a expiré, ou votre navigateur refuse les cookies. Recommencez.",
        "This form has expired, or your browser refuses cookies. Try again.",
    ),
    "refused": Text(
        "Le fournisseur d’identité n’a pas confirmé qui vous êtes. Recommencez.",
        "The identity provider did not confirm who you are. Try again.",
    ),
    "account": Text("Compte", "Account"),
    "signed_in_as": Text("Connecté : {name}", "Signed in as {name}"),
    "role": Text("Rôle : {role}", "Role: {role}"),
    "sees": Text("Vous voyez l’édition « {audience} ».", "You see the edition “{audience}”."),
    "sign_out": Text("Se déconnecter", "Sign out"),
    "sign_out_about": Text(
        "Ce que ce navigateur garde de l’atlas pour le lire sans réseau est alors effacé.",
        "What this browser keeps of the atlas to be read without a network is then deleted.",
    ),
    "by_proxy": Text(
        "La connexion et la déconnexion se font à l’entrée de votre réseau.",
        "You sign in and out at the entrance of your network.",
    ),
    "back": Text("Retour à la carte", "Back to the map"),
    "reader": Text("lecteur", "reader"),
    "partner": Text("partenaire", "partner"),
    "internal": Text("interne", "internal"),
    "administrator": Text("administrateur", "administrator"),
    "public": same("public"),
    "admin": Text("Administration", "Administration"),
    "queue": Text("Calculs", "Computations"),
    "running": Text("En cours", "Running"),
    "processes": Text("Processus de calcul", "Computing processes"),
    "seconds": Text("Durée permise à un calcul (s)", "Time a computation may take (s)"),
    "sessions": Text("Sessions ouvertes", "Open sessions"),
    "storage": Text("Stockage", "Storage"),
    "builds": Text("Assemblages, celui d’avant compris", "Builds, the one before included"),
    "cache": Text("Morceaux gardés pour le prochain assemblage", "Pieces kept for the next build"),
    "own": Text("Tableaux de lecteurs", "Readers’ tables"),
    "free": Text("Libre sur le disque", "Free on the disk"),
    "uploads": Text("Tableaux de lecteurs", "Readers’ tables"),
    "no_uploads": Text("Aucun.", "None."),
    "more_uploads": Text("Les {shown} plus récents sur {count}.", "The latest {shown} of {count}."),
    "upload": Text("Nom", "Name"),
    "file": Text("Fichier", "File"),
    "size": Text("Taille", "Size"),
    "ends": Text("Gardé jusqu’au", "Kept until"),
    "draft": Text("brouillon", "draft"),
    "layer": Text("couche", "layer"),
    "kind": Text("Nature", "Kind"),
    "delete": Text("Supprimer", "Delete"),
    "delete_of": Text("Supprimer « {title} »", "Delete “{title}”"),
    "none_here": Text("Rien ici.", "Nothing here."),
}


def access_word(key: str, lang: Lang, **values: object) -> str:
    """Return one text in one language, its fields filled."""
    text = ACCESS_WORDS[key].get(lang)
    return typeset(text.format(**values) if values else text, lang)
