/** The panel of a place as of the date: how much of it is later stands under its title. */
import { all, element } from "../../../layers/web/dom.ts";
import { dayInWords } from "../../../layers/web/text.ts";
import { lang, word, written } from "../boot.ts";
import { dossierShown } from "../page/dossier.ts";
import { follow, view } from "../state.ts";
import { dateAll, isLater } from "./dated.ts";

function dateDossier(): void {
  const article = document.querySelector("#dossier article");
  if (!article) return;
  dateAll(article);
  article.querySelector(".time-note")?.remove();
  const { date } = view();
  if (!date) return;
  const facts = all(".fact", article);
  const later = facts.filter(isLater).length;
  const note = element("div", "time-note");
  note.append(element("strong", "", dayInWords(date, lang())));
  if (facts.length && later === facts.length) note.append(element("p", "", word("time_no_facts")));
  if (later) note.append(element("p", "", later === 1 ? word("time_later_one") : word("time_later", { count: written(later) })));
  article.querySelector("header")!.after(note);
}

dossierShown.on(dateDossier);
follow(["date"], dateDossier);
