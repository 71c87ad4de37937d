<?xml version="1.0" encoding="UTF-8"?>
<!-- What of a CNMARC record is found by which index. -->
<xsl:stylesheet version="1.0" exclude-result-prefixes="m"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:m="http://www.loc.gov/MARC21/slim"
    xmlns:z="http://indexdata.com/zebra-2.0">
  <xsl:template match="text()"/>

  <xsl:template match="m:record">
    <z:record z:id="{m:controlfield[@tag='001']}">
      <z:index name="id:0"><xsl:value-of select="m:controlfield[@tag='001']"/></z:index>
      <xsl:apply-templates select="m:datafield/m:subfield"/>
    </z:record>
  </xsl:template>

  <xsl:template match="m:datafield[@tag='010']/m:subfield[@code='a']">
    <z:index name="isbn:0"><xsl:value-of select="translate(., '- ', '')"/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='100']/m:subfield[@code='a']">
    <z:index name="entered:n entered:s"><xsl:value-of select="substring(., 1, 8)"/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='200']/m:subfield[@code='a']">
    <z:index name="title:w any:w title:s"><xsl:value-of select="."/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='200']/m:subfield[contains('ehi', @code)]">
    <z:index name="title:w any:w"><xsl:value-of select="."/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='200']/m:subfield[@code='9']">
    <z:index name="pinyin:w"><xsl:value-of select="."/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='210']/m:subfield[@code='d']">
    <z:index name="year:n year:s"><xsl:value-of select="substring(., 1, 4)"/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='606']/m:subfield[@code='a']">
    <z:index name="subject:w any:w"><xsl:value-of select="."/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='690']/m:subfield[@code='a']">
    <z:index name="clc:0"><xsl:value-of select="."/></z:index>
    <z:index name="clctop:0"><xsl:value-of select="substring(., 1, 1)"/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='701' or @tag='702']/m:subfield[@code='a']">
    <z:index name="author:w any:w"><xsl:value-of select="."/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='905']/m:subfield[@code='a']">
    <z:index name="branch:0"><xsl:value-of select="."/></z:index>
  </xsl:template>
</xsl:stylesheet>
