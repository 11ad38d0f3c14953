"""The letters of the scripts that write words without blanks, as ranges for a regular expression."""

HAN = "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "ぁ-ゖゝ-ゟァ-ヺヽ-ヿ"
HANGUL = "가-힣"
LETTERS = HAN + KANA + HANGUL
