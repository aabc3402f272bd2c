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
        pre { overflow-x: auto; font: .8rem/1.35 ui-monospace, monospace; background: #8881; padding: .5rem; margin: 0; }
        .ok { color: #080; } .partial { color: #a60; } .unreadable, .timeout { color: #c00; }
        svg { width: 100%; height: auto; } svg text { fill: currentColor; font: 11px system-ui, sans-serif; } svg .bar { fill: #48a; } svg .edge { stroke: #c00; fill: none; }
        svg .node { fill: #8882; stroke: currentColor; } [hidden] { display: none; }
        """;

    public const string Script = """
        document.getElementById("search").addEventListener("input", function (event) {
          var words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
          document.querySelectorAll(".group").forEach(function (group) {
            var head = group.querySelector("h2").textContent.toLowerCase(), any = false;
            group.querySelectorAll(".dump").forEach(function (dump) {
              var text = head + " " + dump.textContent.toLowerCase();
              var holds = words.every(function (word) { return text.indexOf(word) >= 0; });
              dump.hidden = !holds;
              any = any || holds;
            });
            group.hidden = !any;
          });
        });
        """;

    public static string StyleHash { get; } = Hash(Style);

    public static string ScriptHash { get; } = Hash(Script);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
