using System.Security.Cryptography;
using System.Text;

namespace Mdb.Triage;

/// <summary>Style and script of the report, and the hashes by which its policy knows them.</summary>
internal static class HtmlParts
{
    public const string Style = """
        :root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; }
        body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; overflow-wrap: anywhere; } h3 { font-size: 1rem; margin: .8rem 0 .2rem; }
        input { width: 100%; box-sizing: border-box; font: inherit; padding: .5rem; }
        .group { border-top: 1px solid #8888; } .count { background: #8884; border-radius: 1rem; padding: .1rem .6rem; }
        .dump { margin: .4rem 0; } summary { cursor: pointer; padding: .3rem 0; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .4rem 0; } dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .8rem/1.35 ui-monospace, monospace; background: #8881; padding: .5rem; margin: 0; }
        .ok { color: #080; color: light-dark(#070, #6d6); } .partial { color: #a60; color: light-dark(#950, #ea4); }
        .unreadable, .timeout { color: #c00; color: light-dark(#b00, #f77); }
        #found { margin: .2rem 0; opacity: .7; }
        svg { width: 100%; height: auto; } svg.timeline { margin: .4rem 0; } svg text { fill: currentColor; font: 11px system-ui, sans-serif; } svg .bar { fill: #48a; } svg .edge { stroke: #c00; fill: none; } svg .arrow { fill: #c00; }
        svg .node { fill: #8882; stroke: currentColor; } svg .line { stroke: #8888; } [hidden] { display: none; }
        @media (max-width: 40rem) {
          dl { grid-template-columns: 1fr; } dd { margin-bottom: .3rem; }
          svg text { font-size: 17px; }
        }
        """;

    /// <summary>Shows what holds every word that is searched for, also where the address of the page ends in <c>#q=WORDS</c>.</summary>
    public const string Script = """
        (function () {
          var field = document.getElementById("search"), found = document.getElementById("found");
          function search() {
            var words = field.value.toLowerCase().split(/\s+/).filter(Boolean), count = 0;
            document.querySelectorAll(".group").forEach(function (group) {
              var head = group.querySelector("h2").textContent + " " + group.querySelector("dl").textContent, any = false;
              group.querySelectorAll(".dump").forEach(function (dump) {
                var text = (head + " " + dump.textContent).toLowerCase();
                var holds = words.every(function (word) { return text.indexOf(word) >= 0; });
                dump.hidden = !holds;
                any = any || holds;
                count += holds ? 1 : 0;
              });
              group.hidden = !any;
            });
            found.textContent = words.length ? count + " found" : "";
          }
          function follow() {
            if (location.hash.indexOf("#q=") === 0) {
              try { field.value = decodeURIComponent(location.hash.slice(3)); } catch (broken) { field.value = location.hash.slice(3); }
              search();
            }
          }
          field.addEventListener("input", search);
          window.addEventListener("hashchange", follow);
          follow();
        })();
        """;

    public static string StyleHash { get; } = Hash(Style);

    public static string ScriptHash { get; } = Hash(Script);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
